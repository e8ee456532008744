param organization string
param prefix string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

// Every pull request: the subject has neither branch nor number.
resource pullRequests 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'pull-requests'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:pull_request'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource wholeRepository 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'whole-repository'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:*\''
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[broad]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

// Anyone can register an account whose name begins with contoso.
resource outsiders 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'outsiders'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso*/app:environment:prod\''
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[outsiders]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource unknownOrganization 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'unknown-organization'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:${organization}/app:ref:refs/heads/release*\''
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[broad]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

// Whether this reaches other accounts or other repositories depends on what the prefix ends with.
resource unknownPrefix 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'unknown-prefix'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:${prefix}*:environment:prod\''
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[assumed]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource defaultServiceAccount 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'cluster'
  properties: {
    issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D'
    subject: 'system:serviceaccount:payments:default'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[broad]
    audiences: ['api://AzureADTokenExchange']
  }
}
