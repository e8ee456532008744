param location string = resourceGroup().location

resource written 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosowritten'
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowSharedKeyAccess: false
  }
}

resource missing 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosomissing'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
  }
}

resource cache 'Microsoft.Cache/redis@2024-11-01' = {
  name: 'contoso-cache'
  location: location
  properties: {
    sku: { name: 'Basic', family: 'C', capacity: 0 }
    redisConfiguration: {
      'maxmemory-policy': 'allkeys-lru'
      'aad-enabled': 'true'
    }
    disableAccessKeyAuthentication: true
  }
}

param allowKeys bool = true

resource passed 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosopassed'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowSharedKeyAccess: allowKeys }
}
