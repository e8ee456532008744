param principalId string

var roles = {
  owner: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
  reader: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
}

resource contributor 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'b24988ac-6180-42a0-ab88-20f7382dd24c'
}

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'contosostore'
}

resource byVariable 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('variable')
  properties: {
    principalId: principalId
    roleDefinitionId: roles.owner
  }
}

resource byDefinition 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('definition')
  properties: {
    principalId: principalId
    roleDefinitionId: contributor.id
  }
}

resource onResource 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: guid('resource')
  properties: {
    principalId: principalId
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
    )
  }
}

resource forEach 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.owner, roles.reader]: {
    name: guid(role)
    properties: {
      principalId: principalId
      roleDefinitionId: role
    }
  }
]

// A condition limits the roles that may be given, not what else Owner may do.
resource conditioned 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('conditioned')
  properties: {
    principalId: principalId
    roleDefinitionId: roles.owner
    condition: '((!(ActionMatches{\'Microsoft.Authorization/roleAssignments/write\'})))'
    conditionVersion: '2.0'
  }
}

resource custom 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('custom')
  properties: {
    roleName: 'Deployer'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          '*'
          'Microsoft.Storage/storageAccounts/listKeys/action'
        ]
      }
      {
        actions: ['*']
        notActions: ['Microsoft.Authorization/*/Write']
      }
      {
        actions: [
          '*/write'
          '*/listKeys/action'
        ]
      }
    ]
  }
}
