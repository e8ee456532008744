param location string = resourceGroup().location
param environmentId string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: 'cosmos-contoso'
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: 'log-contoso'
}

var settings = union(
  {
    Mode: 'production'
  },
  {
    OrdersDb: cosmos.listConnectionStrings().connectionStrings[0].connectionString
  }
)

resource web 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app-contoso-orders'
  location: location
  properties: {
    siteConfig: {
      appSettings: [for setting in items(settings): {
        name: setting.key
        value: setting.value
//             ^^^^^^^^^^^^^ warning[setting]
      }]
      connectionStrings: [
        {
          name: 'Storage'
          type: 'Custom'
          connectionString: 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${listKeys(storage.id, '2024-01-01').keys[0].value}'
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
        }
      ]
    }
  }
}

resource api 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-contoso-orders'
  location: location
  properties: {
    environmentId: environmentId
    configuration: {
      secrets: [
        {
          name: 'storage-key'
          value: storage.listKeys().keys[0].value
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[store]
        }
      ]
    }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-contoso'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[property]
      }
    }
  }
}

resource job 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'ci-contoso-import'
  location: location
  properties: {
    osType: 'Linux'
    containers: []
    diagnostics: {
      logAnalytics: {
        workspaceId: logs.properties.customerId
        workspaceKey: logs.listKeys().primarySharedKey
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[keyOnly]
      }
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv-contoso'

  resource copy 'secrets' = {
    name: 'orders-db'
    properties: {
      value: cosmos.listKeys().primaryMasterKey
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[vault]
    }
  }
}
