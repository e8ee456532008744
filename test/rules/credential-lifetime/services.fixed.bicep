param now string = utcNow()

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv'

  resource endless 'secrets' = {
    name: 'endless'
    properties: {
      contentType: 'text/plain'
    }
  }

  resource long 'secrets' = {
    name: 'long'
    properties: {
      attributes: { exp: dateTimeToEpoch(dateTimeAdd(now, 'P5Y')) }
    }
  }

  resource fixed 'secrets' = {
    name: 'fixed'
    properties: {
      attributes: { exp: 1924988400 }
    }
  }
}

resource webhook 'Microsoft.Automation/automationAccounts/webhooks@2024-10-23' = {
  name: 'jobs/start'
  properties: {
    expiryTime: '2030-01-01T00:00:00Z'
    runbook: { name: 'start' }
  }
}

resource token 'Microsoft.ContainerRegistry/registries/tokens@2025-04-01' = {
  name: 'registry/pull'
  properties: {
    credentials: {
      passwords: [
        {
          name: 'password1'
        }
        {
          name: 'password2'
          expiry: '2026-12-01T00:00:00Z'
        }
      ]
    }
  }
}

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'store'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    sasPolicy: {
      sasExpirationPeriod: '7.00:00:00'
      expirationAction: 'Log'
    }
    keyPolicy: { keyExpirationPeriodInDays: 365 }
  }
}

resource fixed 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  name: 'kv/fixed'
  properties: {
    attributes: {
      exp: dateTimeToEpoch('2099-01-01T00:00:00Z')
    }
  }
}
