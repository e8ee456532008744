param location string = resourceGroup().location
param planId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-contoso'
}

resource shopIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-shop'
  location: location
}

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${shopIdentity.id}': {}
    }
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
