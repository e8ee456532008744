param location string = resourceGroup().location
param operatorId string

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'api'
  location: location
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  location: location
  identity: { type: 'SystemAssigned' }
  dependsOn: [sitePolicy]
}

// Where the partner's certificates are.
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unset]
  name: 'kv-payments'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    accessPolicies: [
      {
        tenantId: tenant().tenantId
        objectId: api.properties.principalId
        permissions: { secrets: ['get', 'list'], certificates: ['get'] }
      }
      {
        tenantId: tenant().tenantId
        objectId: operatorId
        permissions: { secrets: ['all'], keys: ['all'], certificates: ['all'] }
      }
    ]
  }
}

resource sitePolicy 'Microsoft.KeyVault/vaults/accessPolicies@2024-11-01' = {
  parent: vault
  name: 'add'
  properties: {
    accessPolicies: [
      {
        tenantId: tenant().tenantId
        objectId: operatorId
        permissions: { keys: ['get', 'wrapKey', 'unwrapKey'] }
      }
    ]
  }
}

resource shared 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-shared'
}

resource sharedPolicy 'Microsoft.KeyVault/vaults/accessPolicies@2024-11-01' = {
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[policy]
  parent: shared
  name: 'add'
  properties: {
    accessPolicies: []
  }
}

module verified 'br/public:avm/res/key-vault/vault:0.13.0' = {
  params: {
    name: 'kv-verified'
    enableRbacAuthorization: false
    //                       ^^^^^ warning[off]
  }
}
