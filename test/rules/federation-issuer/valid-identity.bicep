param issuer string
param host string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource parameter 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'parameter'
  properties: {
    issuer: issuer
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource server 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'server'
  properties: {
    issuer: 'https://github.contoso.com/_services/token'
    subject: 'repo:contoso/app:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource own 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'own'
  properties: {
    issuer: 'https://identity.contoso.example'
    subject: 'whatever'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource gitlab 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'gitlab'
  properties: {
    issuer: 'https://gitlab.contoso.com'
    subject: 'project_path:contoso/app:ref_type:branch:ref:main'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource interpolated 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'interpolated'
  properties: {
    issuer: 'https://${host}/'
    subject: 'x'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'cluster'
  properties: {
    issuer: 'https://westeurope.oic.prod-aks.azure.com/0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05/6f2c3d4e-0000-4000-8000-000000000000/'
    subject: 'system:serviceaccount:payments:api'
    audiences: ['api://AzureADTokenExchange']
  }
}
