param isProduction bool

var credentials = [
  { name: 'branch', subject: 'repo:contoso/app:ref:refs/heads/main' }
  { name: 'tags', subject: 'repo:contoso/app:ref:refs/tags/*' }
]

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource listed 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [for credential in credentials: {
  parent: deployer
  name: credential.name
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: credential.subject
//           ^^^^^^^^^^^^^^^^^^ warning[sometimes]
    audiences: ['api://AzureADTokenExchange']
  }
}]

resource chosen 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'chosen'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: isProduction ? 'repo:contoso/app:environment:production' : 'repo:contoso/app:pull-request'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[sometimes]
    audiences: ['api://AzureADTokenExchange']
  }
}
