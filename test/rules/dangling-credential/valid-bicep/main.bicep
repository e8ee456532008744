param isLive bool

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

// One of the two is presented.
resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: isLive ? 'repo:contoso/app:environment:production' : 'repo:contoso/app:environment:staging'
    audiences: ['api://AzureADTokenExchange']
  }
}
