param location string = resourceGroup().location
param planId string

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: 'sb-payments'

  resource all 'authorizationRules' existing = {
    name: 'RootManageSharedAccessKey'
  }
}

resource items 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: 'cosmos-items'
}

resource files 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stcontosofiles'
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
}

var common = [
  { name: 'LOG_LEVEL', value: 'info' }
]

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: planId
    siteConfig: {
      appSettings: union(common, [
        { name: 'AZURE_STORAGEBLOB_RESOURCEENDPOINT', value: files.properties.primaryEndpoints.blob }
        { name: 'Payments__fullyQualifiedNamespace', value: '${bus.name}.servicebus.windows.net' }
        { name: 'Items__accountEndpoint', value: items.properties.documentEndpoint }
      ])
    }
  }
}

resource shopCosmosDBBuiltInDataContributor 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: items
  name: guid(items.id, shop.id, '00000000-0000-0000-0000-000000000002')
  properties: {
    roleDefinitionId: '${items.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: shop.identity.principalId
    scope: items.id
  }
}

resource shopAzureServiceBusDataReceiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus.id, shop.id, '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
    principalId: shop.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource shopAzureServiceBusDataSender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus.id, shop.id, '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
    principalId: shop.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource shopStorageBlobDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(files.id, shop.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: files
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: shop.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
