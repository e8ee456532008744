param expression string
param branch string
param issuer string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource tags 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'tags'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource pinned 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-01-31-preview' = {
  parent: deployer
  name: 'pinned'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/*:ref:refs/heads/main\' and claims[\'job_workflow_ref\'] eq \'contoso/pipelines/.github/workflows/deploy.yml@refs/heads/main\''
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource branch 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'branch'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/heads/${branch}\''
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource issuer 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'issuer'
  properties: {
    issuer: issuer
    claimsMatchingExpression: {
      value: 'claims[\'anything\'] eq \'x\''
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource exact 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'exact'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource unknown 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'unknown'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: expression
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}
