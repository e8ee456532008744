param location string = resourceGroup().location
param planId string

resource images 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: 'crcontoso'
}

resource shopIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: 'id-shop'
}

resource shopIdentityAcrPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(images.id, shopIdentity.id, '7f951dda-4ed3-4680-a7ca-43fe172d538d')
  scope: images
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
    principalId: shopIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${shopIdentity.id}': {}
    }
  }
  properties: {
    serverFarmId: planId
    siteConfig: {
      linuxFxVersion: 'DOCKER|${images.properties.loginServer}/shop:1.4'
      appSettings: [
        {
          name: 'DOCKER_REGISTRY_SERVER_URL'
          value: 'https://${images.properties.loginServer}'
        }
        {
          name: 'LOG_LEVEL'
          value: 'info'
        }
      ]
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: shopIdentity.properties.clientId
    }
  }
  dependsOn: [
    shopIdentityAcrPull
  ]
}
