// What the platform team made once, by hand at first, and nobody has looked at since.
param location string = resourceGroup().location

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'payments-platform'
  location: location
}

resource deployerRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, deployer.id, 'Owner')
  properties: {
    principalId: deployer.properties.principalId
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
    )
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-payments-platform'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    accessPolicies: [
      {
        tenantId: tenant().tenantId
        objectId: deployer.properties.principalId
        permissions: { secrets: ['get', 'list'] }
      }
    ]
  }
}

resource sandbox 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  name: 'payments/sandbox'
  identity: { type: 'SystemAssigned' }
  properties: {
    deploymentTargetId: subscription().id
    creatorRoleAssignment: {
      roles: {
        'b24988ac-6180-42a0-ab88-20f7382dd24c': {} // Contributor
      }
    }
  }
}

resource nightly 'Microsoft.Automation/automationAccounts/webhooks@2024-10-23' = {
  name: 'payments-jobs/nightly'
  properties: {
    expiryTime: '2036-01-01T00:00:00Z'
    runbook: { name: 'nightly' }
  }
}
