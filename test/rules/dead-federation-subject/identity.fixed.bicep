param organization string
param repository string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource hyphen 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'hyphen'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:pull_request' // as an older tutorial prints it
    audiences: ['api://AzureADTokenExchange']
  }
}

resource assumed 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'assumed'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:${organization}/${repository}:pull_request'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource wildcard 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'wildcard'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:${organization}/app:*'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource wildcardPreview 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'wildcard-preview'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
      languageVersion: 1
    }
  }
}
