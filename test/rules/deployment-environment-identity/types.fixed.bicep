param subscriptionId string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource center 'Microsoft.DevCenter/devcenters@2025-02-01' = {
  name: 'center'
  location: 'westeurope'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${deployer.id}': {}
    }
  }
}

resource project 'Microsoft.DevCenter/projects@2025-02-01' = {
  name: 'payments'
  location: 'westeurope'
  properties: { devCenterId: center.id }
}

resource sandbox 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  parent: project
  name: 'sandbox'
  properties: {
    deploymentTargetId: '/subscriptions/${subscriptionId}'
    status: 'Enabled'
    creatorRoleAssignment: {
      roles: {
        'acdd72a7-3385-48ef-bd42-f606fba81ae7': {}
      }
    }
  }
  identity: {
    type: 'SystemAssigned'
  }
}

resource dev 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  parent: project
  name: 'dev'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${deployer.id}': {}
    }
  }
  properties: {
    deploymentTargetId: '/subscriptions/${subscriptionId}'
    creatorRoleAssignment: { roles: { 'acdd72a7-3385-48ef-bd42-f606fba81ae7': {} } }
    userRoleAssignments: {
      '00000000-0000-0000-0000-000000000001': {
        roles: { 'acdd72a7-3385-48ef-bd42-f606fba81ae7': {} }
      }
    }
  }
}
