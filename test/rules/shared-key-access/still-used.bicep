resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosoused'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: true
//                        ^^^^ warning[written]
  }
}

output key string = account.listKeys().keys[0].value
