resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource production 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'production'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[names]
    audiences: ['api://AzureADTokenExchange']
  }
}

resource tags 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'tags'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:Contoso/app:environment:prod-*\''
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[names]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource good 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'good'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso@6154722/app@1157352866:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}
