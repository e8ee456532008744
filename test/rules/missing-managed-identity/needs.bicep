param location string = resourceGroup().location

@secure()
param registryPassword string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: 'kv-payments'
  location: location
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'stpayments'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}

resource ai 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'ai-payments'
  location: location
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    disableLocalAuth: true
  }
}

resource reader 'Microsoft.Web/sites@2024-11-01' = {
//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vault]
  name: 'app-reader'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'PARTNER_KEY'
          value: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/partner)'
        }
      ]
    }
  }
}

resource functions 'Microsoft.Web/sites@2024-11-01' = {
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[connection]
  name: 'func-payments'
  location: location
  kind: 'functionapp'
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

resource chat 'Microsoft.Web/sites@2024-11-01' = {
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[closed]
  name: 'app-chat'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AZURE_OPENAI_ENDPOINT'
          value: ai.properties.endpoint
        }
      ]
    }
  }
}

resource importer 'Microsoft.Web/sites@2024-11-01' = {
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[credential]
  name: 'app-importer'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'STORAGE_CONNECTION'
          value: 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value}'
        }
      ]
    }
  }
}

resource api 'Microsoft.App/containerApps@2025-01-01' = {
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pull]
  name: 'ca-payments'
  location: location
  properties: {
    configuration: {
      secrets: [
        {
          name: 'registry'
          value: registryPassword
        }
      ]
      registries: [
        {
          server: 'crpayments.azurecr.io'
          username: 'crpayments'
          passwordSecretRef: 'registry'
        }
      ]
    }
  }
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[credential]
  name: 'adf-payments'
  location: location

  resource blob 'linkedservices' = {
    name: 'blob'
    properties: {
      type: 'AzureBlobStorage'
      typeProperties: {
        serviceEndpoint: storage.properties.primaryEndpoints.blob
        accountKey: {
          type: 'SecureString'
          value: storage.listKeys().keys[0].value
        }
      }
    }
  }
}
