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
  name: 'app-reader'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
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

resource readerKeyVaultSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, reader.id, '4633458b-17de-408a-b874-0445c86b69e6')
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: reader.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource functions 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-payments'
  location: location
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
      ]
    }
  }
}

resource chat 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-chat'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
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

resource chatCognitiveServicesUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(ai.id, chat.id, 'a97b65f3-24c7-4388-baec-2e87135dc908')
  scope: ai
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'a97b65f3-24c7-4388-baec-2e87135dc908')
    principalId: chat.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource importer 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-importer'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'STORAGE__blobServiceUri'
          value: storage.properties.primaryEndpoints.blob
        }
      ]
    }
  }
}

resource importerStorageBlobDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, importer.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: importer.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource api 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-payments'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
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
          identity: 'system'
        }
      ]
    }
  }
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'adf-payments'
  location: location
  identity: {
    type: 'SystemAssigned'
  }

  resource blob 'linkedservices' = {
    name: 'blob'
    properties: {
      type: 'AzureBlobStorage'
      typeProperties: {
        serviceEndpoint: storage.properties.primaryEndpoints.blob
      }
    }
  }
}

resource factoryStorageBlobDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, factory.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: factory.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
