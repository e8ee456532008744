param location string = resourceGroup().location
param planId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-contoso'
}

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: planId
    siteConfig: {
      appSettings: [
        {
          name: 'PARTNER_TOKEN'
          value: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/partner-token)'
        }
      ]
    }
  }
}

resource shopKeyVaultSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, shop.id, '4633458b-17de-408a-b874-0445c86b69e6')
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: shop.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
