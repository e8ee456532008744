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
  properties: {
    serverFarmId: planId
    siteConfig: {
      appSettings: union(common, [
        { name: 'AZURE_STORAGEBLOB_CONNECTIONSTRING', value: 'DefaultEndpointsProtocol=https;AccountName=${files.name};AccountKey=${files.listKeys().keys[0].value}' }
        { name: 'Payments', value: bus::all.listKeys().primaryConnectionString }
        { name: 'ItemsConnectionString', value: items.listConnectionStrings().connectionStrings[0].connectionString }
      ])
    }
  }
}
