param location string = resourceGroup().location
param environmentId string

resource images 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: 'crcontoso'
}

resource cart 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-cart'
  location: location
  properties: {
    environmentId: environmentId
    configuration: {
      registries: [
        {
          server: images.properties.loginServer
          username: images.listCredentials().username
          passwordSecretRef: 'registry-password'
        }
      ]
      secrets: [
        {
          name: 'registry-password'
          value: images.listCredentials().passwords[0].value
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'cart'
          image: '${images.properties.loginServer}/cart:1.4'
        }
      ]
    }
  }
}
