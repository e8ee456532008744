param location string = resourceGroup().location

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'contosofunctions'
  location: location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
}

var settings = [
  {
    name: 'AzureWebJobsStorage'
    value: 'DefaultEndpointsProtocol=https;AccountName=${store.name};AccountKey=${store.listKeys().keys[0].value}'
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
  }
]

resource orders 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-orders'
  location: location
  kind: 'functionapp'
  properties: { siteConfig: { appSettings: settings } }
}
