// Imports the files of partners: a function app from the time before identities.
param location string = resourceGroup().location

param partnerPassword string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stpaymentsimport'
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowSharedKeyAccess: true
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv-payments-import'

  resource partner 'secrets' = {
    name: 'partner-password'
    properties: {
      value: partnerPassword
    }
  }
}

resource importer 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-payments-import'
  location: location
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'FUNCTIONS_EXTENSION_VERSION'
          value: '~4'
        }
        {
          name: 'AzureWebJobsStorage'
          value: 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}'
        }
      ]
    }
  }
}

output storageKey string = storage.listKeys().keys[0].value
