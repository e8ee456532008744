// The API: its own identity, no keys in its settings.
param name string
param location string
param vaultName string

@secure()
param partnerClientSecret string

@description('When this is deployed: the secret above lasts half a year from then.')
param now string = utcNow()

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  sku: { name: 'P0v3' }
  properties: { reserved: true }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    sku: { family: 'A', name: 'standard' }
  }

  resource partnerSecret 'secrets' = {
    name: 'partner-client-secret'
    properties: {
      value: partnerClientSecret
      attributes: { exp: dateTimeToEpoch(dateTimeAdd(now, 'P180D')) }
    }
  }
}

resource api 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'KEY_VAULT_URL', value: vault.properties.vaultUri }
        { name: 'PARTNER_SECRET_NAME', value: vault::partnerSecret.name }
      ]
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output hostName string = api.properties.defaultHostName
