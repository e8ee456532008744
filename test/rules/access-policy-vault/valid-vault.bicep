param useRbac bool
param properties object

resource rbac 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-rbac'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
  }
}

resource asPassed 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-passed'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: useRbac
  }
}

resource spread 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-spread'
  location: 'westeurope'
  properties: {
    ...properties
    sku: { family: 'A', name: 'standard' }
  }
}

resource recovered 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-recovered'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    createMode: 'recover'
  }
}
