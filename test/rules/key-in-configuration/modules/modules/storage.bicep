param location string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stcontosoorders'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}

output connection string = 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value}'
