param location string = resourceGroup().location

resource written 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosowritten'
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowSharedKeyAccess: true
//                        ^^^^ warning[written]
  }
}

resource missing 'Microsoft.Storage/storageAccounts@2023-05-01' = {
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contosomissing'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}

resource cache 'Microsoft.Cache/redis@2023-08-01' = {
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-cache'
  location: location
  properties: {
    sku: { name: 'Basic', family: 'C', capacity: 0 }
    redisConfiguration: {
      'maxmemory-policy': 'allkeys-lru'
    }
  }
}

param allowKeys bool = true

resource passed 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosopassed'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowSharedKeyAccess: allowKeys }
//                                    ^^^^^^^^^ information[written]
}
