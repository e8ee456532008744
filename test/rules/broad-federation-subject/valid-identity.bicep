param subject string
param organization string
param repository string
param issuer string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource byId 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'by-id'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso@5544123/app@821093847:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

// Nothing is known of the subject, so nothing is said.
resource unknown 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'unknown'
  properties: {
    issuer: issuer
    subject: subject
    audiences: ['api://AzureADTokenExchange']
  }
}

resource byName 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'by-name'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:${organization}/${repository}:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

// Dead, which is another rule: an exact subject has no wildcards.
resource dead 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'dead'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:${organization}/app:*'
    audiences: ['api://AzureADTokenExchange']
  }
}

// The owner's name is decoration where the repository's id is there.
resource survivesRename 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'survives-rename'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:*@5544123/*@821093847:ref:refs/heads/main\''
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}
