param repository string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource plan 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'plan'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:${repository}:pull_request'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
    audiences: ['api://AzureADTokenExchange']
  }
}
