param location string = resourceGroup().location
param planId string

resource images 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: 'crcontoso'
}

resource shopIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: 'id-shop'
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
          name: 'DOCKER_REGISTRY_SERVER_USERNAME'
          value: images.listCredentials().username
        }
        {
          name: 'DOCKER_REGISTRY_SERVER_PASSWORD'
          value: images.listCredentials().passwords[0].value
        }
        {
          name: 'LOG_LEVEL'
          value: 'info'
        }
      ]
    }
  }
}
