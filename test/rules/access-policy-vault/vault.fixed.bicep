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
  dependsOn: [operatorCryptoServiceEncryptionUser]
}

// Where the partner's certificates are.
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-payments'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
  }
}

resource apiSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, api.id, '4633458b-17de-408a-b874-0445c86b69e6')
  properties: {
    principalId: api.properties.principalId
    principalType: 'ServicePrincipal'
    // Key Vault Secrets User
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

resource apiReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, api.id, '21090545-7ca7-4776-b22c-e363652d74d2')
  properties: {
    principalId: api.properties.principalId
    principalType: 'ServicePrincipal'
    // Key Vault Reader
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '21090545-7ca7-4776-b22c-e363652d74d2')
  }
}

resource operatorAdministrator 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, operatorId, '00482a5a-887f-4fb3-b363-3b7fe8e74483')
  properties: {
    principalId: operatorId
    // Key Vault Administrator
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '00482a5a-887f-4fb3-b363-3b7fe8e74483')
  }
}

resource operatorCryptoServiceEncryptionUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, operatorId, 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  properties: {
    principalId: operatorId
    // Key Vault Crypto Service Encryption User
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  }
}

resource shared 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-shared'
}

resource sharedPolicy 'Microsoft.KeyVault/vaults/accessPolicies@2024-11-01' = {
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
  }
}
