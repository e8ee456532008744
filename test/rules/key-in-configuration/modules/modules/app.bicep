param location string

@secure()
param storageConnection string

@secure()
param searchKey string

@secure()
param unused string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app-contoso'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'Storage'
          value: storageConnection
        }
        {
          name: 'SearchKey'
          value: searchKey
        }
      ]
    }
  }
}
