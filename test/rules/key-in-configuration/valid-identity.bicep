resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: 'appi-contoso'
}

@secure()
param apiKey string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-contoso-orders'
  location: 'westeurope'
  kind: 'functionapp'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AzureWebJobsStorage__accountName'
          value: storage.name
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: insights.properties.ConnectionString
        }
        {
          name: 'PartnerApiKey'
          value: apiKey
        }
        {
          name: 'KeyCount'
          value: string(length(storage.listKeys().keys))
        }
      ]
    }
  }
}
