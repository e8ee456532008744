param location string = resourceGroup().location

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'contosofunctions'
  location: location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
}

var settings = [
  {
    name: 'AzureWebJobsStorage__accountName'
    value: store.name
  }
]

resource orders 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-orders'
  location: location
  kind: 'functionapp'
  identity: {
    type: 'SystemAssigned'
  }
  properties: { siteConfig: { appSettings: settings } }
}

resource ordersStorageBlobDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(store.id, orders.id, 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
  scope: store
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
    principalId: orders.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource ordersStorageQueueDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(store.id, orders.id, '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
  scope: store
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
    principalId: orders.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource ordersStorageTableDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(store.id, orders.id, '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
  scope: store
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
    principalId: orders.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
