param policies array
param useRbac bool = false

// What the policies allow is not known here.
resource passed 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-passed'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: false
    //                       ^^^^^ warning[off]
    accessPolicies: policies
  }
}

resource byDefault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-default'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: useRbac
    //                       ^^^^^^^ warning(medium)[off]
  }
}
