param subject string
param issuer string = 'https://token.actions.githubusercontent.com'
param environmentName string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource exact 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'exact'
  properties: {
    issuer: issuer
    subject: 'repo:contoso/app:environment:${environmentName}'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource unknown 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'unknown'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: subject
    audiences: ['api://AzureADTokenExchange']
  }
}

// Only looked up, not declared here.
resource existing 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' existing = {
  parent: deployer
  name: 'existing'
}
