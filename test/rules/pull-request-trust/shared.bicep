resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource plan 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'plan'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:pull_request'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[shared]
    audiences: ['api://AzureADTokenExchange']
  }
}

resource production 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'production'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}
