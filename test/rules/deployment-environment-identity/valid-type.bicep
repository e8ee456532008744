param roleIds array

resource dev 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  name: 'payments/dev'
  identity: { type: 'SystemAssigned' }
  properties: {
    deploymentTargetId: '/subscriptions/00000000-0000-0000-0000-000000000001'
    creatorRoleAssignment: {
      roles: {
        'acdd72a7-3385-48ef-bd42-f606fba81ae7': {}
        'de139f84-1756-47ae-9be6-808fbbe84772': {}
      }
    }
  }
}

resource passed 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  name: 'payments/passed'
  identity: { type: 'SystemAssigned' }
  properties: {
    deploymentTargetId: '/subscriptions/00000000-0000-0000-0000-000000000001'
    creatorRoleAssignment: { roles: toObject(roleIds, id => id, id => {}) }
  }
}
