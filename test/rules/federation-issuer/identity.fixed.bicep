param tenantId string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource slash 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'slash'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource http 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'http'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource discovery 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'discovery'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com/.well-known/openid-configuration'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource address 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'address'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource typo 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'typo'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource entra 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'entra'
  properties: {
    issuer: 'https://login.microsoftonline.com/0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05/v2.0'
    subject: 'c3a1b0de-0000-4000-8000-000000000000'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource devops 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'devops'
  properties: {
    issuer: 'https://vstoken.dev.azure.com/6f2c3d4e-0000-4000-8000-000000000000'
    subject: 'sc://contoso/payments/production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource organization 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'organization'
  properties: {
    issuer: 'https://dev.azure.com/contoso'
    subject: 'sc://contoso/payments/production'
    audiences: ['api://AzureADTokenExchange']
  }
}

param isGroup bool

resource chosen 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'chosen'
  properties: {
    issuer: isGroup ? 'https://gitlab.com' : 'https://gitlab.com/'
    subject: 'project_path:contoso/app:ref_type:branch:ref:main'
    audiences: ['api://AzureADTokenExchange']
  }
}
