param location string = resourceGroup().location
param planId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-contoso'
}

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
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
