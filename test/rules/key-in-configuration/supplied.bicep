@secure()
param storageConnection string

@secure()
param sqlPassword string

@secure()
param searchKey string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-contoso-orders'
  location: resourceGroup().location
  kind: 'functionapp'
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AzureWebJobsStorage'
          value: storageConnection
//               ^^^^^^^^^^^^^^^^^ warning[supplied]
        }
        {
          name: 'AZURE_SEARCH_KEY'
          value: searchKey
//               ^^^^^^^^^ warning[supplied]
        }
        {
          name: 'PARTNER_KEY'
          value: searchKey
        }
      ]
      connectionStrings: [
        {
          name: 'Orders'
          type: 'SQLAzure'
          connectionString: 'Server=tcp:sql-contoso.database.windows.net;Database=orders;User Id=orders;Password=${sqlPassword}'
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[supplied]
        }
      ]
    }
  }
}
