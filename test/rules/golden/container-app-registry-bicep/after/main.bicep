param location string = resourceGroup().location
param environmentId string

resource images 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: 'crcontoso'
}

resource cart 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-cart'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${cartIdentity.id}': {}
    }
  }
  properties: {
    environmentId: environmentId
    configuration: {
      registries: [
        {
          server: images.properties.loginServer
          identity: cartIdentity.id
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
  dependsOn: [
    cartIdentityAcrPull
  ]
}

resource cartIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'ca-cart-identity'
  location: location
}

resource cartIdentityAcrPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(images.id, cartIdentity.id, '7f951dda-4ed3-4680-a7ca-43fe172d538d')
  scope: images
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
    principalId: cartIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}
