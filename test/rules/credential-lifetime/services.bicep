param now string = utcNow()

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv'

  resource endless 'secrets' = {
  //               ^^^^^^^^^ information[noEnd]
    name: 'endless'
    properties: {
      contentType: 'text/plain'
    }
  }

  resource long 'secrets' = {
    name: 'long'
    properties: {
      attributes: { exp: dateTimeToEpoch(dateTimeAdd(now, 'P5Y')) }
      //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
    }
  }

  resource fixed 'secrets' = {
    name: 'fixed'
    properties: {
      attributes: { exp: 1924988400 }
      //                 ^^^^^^^^^^ warning[tooLong]
    }
  }
}

resource webhook 'Microsoft.Automation/automationAccounts/webhooks@2024-10-23' = {
  name: 'jobs/start'
  properties: {
    expiryTime: '2030-01-01T00:00:00Z'
    //          ^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
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
       // ^^^^^^^^^^^^^^^^^ warning[noEnd]
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
      sasExpirationPeriod: '90.00:00:00'
      //                   ^^^^^^^^^^^^^ warning[allowed]
      expirationAction: 'Log'
    }
    keyPolicy: { keyExpirationPeriodInDays: 730 }
    //                                      ^^^ warning[allowed]
  }
}

resource fixed 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  name: 'kv/fixed'
  properties: {
    attributes: {
      exp: dateTimeToEpoch('2099-01-01T00:00:00Z')
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
    }
  }
}
