param location string = resourceGroup().location
param allowKeys bool
param properties object

resource off 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosooff'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowSharedKeyAccess: false }
}

resource unknown 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosounknown'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { allowSharedKeyAccess: allowKeys }
}

resource spread 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosospread'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { ...properties }
}

resource passed 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosopassed'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: properties
}

resource there 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'contosothere'
}

resource mongo 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: 'contoso-mongo'
  location: location
  kind: 'MongoDB'
  properties: { databaseAccountOfferType: 'Standard', locations: [] }
}
