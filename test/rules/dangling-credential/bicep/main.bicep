// The job "test" runs on main too, but nothing in it signs in.
resource main 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'main'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:ref:refs/heads/main'
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused]
    audiences: ['api://AzureADTokenExchange']
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource staging 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'staging'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:staging'
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused]
    audiences: ['api://AzureADTokenExchange']
  }
}
