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
  identity: {
    type: 'SystemAssigned'
  }
}

resource factoryStorageBlobDataContributorLake 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(lake.id, factory.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: lake
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: factory.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource factoryStorageBlobDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(raw.id, factory.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: raw
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: factory.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource rawFiles 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'raw'
  properties: {
    type: 'AzureBlobStorage'
    typeProperties: {
      serviceEndpoint: raw.properties.primaryEndpoints.blob
      accountKind: 'StorageV2'
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
    }
  }
}

resource warehouse 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'warehouse'
  properties: {
    type: 'AzureSqlDatabase'
    typeProperties: {
      connectionString: 'Data Source=sql-contoso.database.windows.net;Initial Catalog=warehouse;Encrypt=True'
    }
  }
}
