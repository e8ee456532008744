param isProduction bool

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}
resource tester 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'tester'
}

resource first 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'first'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource otherIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: tester
  name: 'otherIdentity'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource test 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'test'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:test'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource main 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = if (isProduction) {
  parent: deployer
  name: 'main'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:ref:refs/heads/main'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource mainToo 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = if (!isProduction) {
  parent: deployer
  name: 'mainToo'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:ref:refs/heads/main'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource issuer 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'issuer'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com/contoso'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}
