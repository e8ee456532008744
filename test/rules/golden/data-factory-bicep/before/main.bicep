param location string = resourceGroup().location

@secure()
param sqlPassword string

resource raw 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoraw'
}

resource lake 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosolake'
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'adf-reporting'
  location: location
}

resource rawFiles 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'raw'
  properties: {
    type: 'AzureBlobStorage'
    typeProperties: {
      connectionString: 'DefaultEndpointsProtocol=https;AccountName=${raw.name};AccountKey=${raw.listKeys().keys[0].value}'
    }
  }
}

resource lakeFiles 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'lake'
  properties: {
    type: 'AzureBlobFS'
    typeProperties: {
      url: lake.properties.primaryEndpoints.dfs
      accountKey: {
        type: 'SecureString'
        value: lake.listKeys().keys[0].value
      }
    }
  }
}

resource warehouse 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'warehouse'
  properties: {
    type: 'AzureSqlDatabase'
    typeProperties: {
      connectionString: 'Data Source=sql-contoso.database.windows.net;Initial Catalog=warehouse;User ID=loader;Password=${sqlPassword};Encrypt=True'
    }
  }
}
