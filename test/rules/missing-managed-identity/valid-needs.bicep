param location string = resourceGroup().location
param extra object

@secure()
param partnerKey string

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'stpayments'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}

// Nothing here needs one.
resource plain 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-plain'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'PARTNER_KEY'
          value: partnerKey
        }
        {
          name: 'ENDPOINT'
          value: storage.properties.primaryEndpoints.blob
        }
      ]
    }
  }
}

resource settled 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-settled'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AzureWebJobsStorage__accountName'
          value: storage.name
        }
      ]
    }
  }
}

// The identity may come with what is spread.
resource spread 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-spread'
  location: location
  ...extra
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AzureWebJobsStorage__accountName'
          value: storage.name
        }
      ]
    }
  }
}

resource hub 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'ci-payments'
  location: location
  properties: {
    osType: 'Linux'
    containers: []
    imageRegistryCredentials: [
      {
        server: 'docker.io'
        username: 'payments'
        password: partnerKey
      }
    ]
  }
}
