param now string = utcNow()
param expiry int
param attributes object

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv'

  resource short 'secrets' = {
    name: 'short'
    properties: {
      attributes: { exp: dateTimeToEpoch(dateTimeAdd(now, 'P90D')) }
    }
  }

  resource passed 'secrets' = {
    name: 'passed'
    properties: {
      attributes: { exp: expiry }
    }
  }

  resource held 'secrets' = {
    name: 'held'
    properties: {
      attributes: attributes
    }
  }
}

resource webhook 'Microsoft.Automation/automationAccounts/webhooks@2024-10-23' = {
  name: 'jobs/start'
  properties: {
    expiryTime: '2027-01-01T00:00:00Z'
    runbook: { name: 'start' }
  }
}

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'store'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    sasPolicy: { sasExpirationPeriod: '1.00:00:00', expirationAction: 'Block' }
    keyPolicy: { keyExpirationPeriodInDays: 60 }
  }
}

// Without keys there is nothing to limit.
resource keyless 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'keyless'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    sasPolicy: { sasExpirationPeriod: '90.00:00:00', expirationAction: 'Log' }
  }
}
