@description('The name of a role, which whoever deploys this picks.')
param roleName string

param principalId string

var builtInRoleNames = {
  Contributor: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
  Owner: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')
  Reader: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
}

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'contosostore'
}

resource picked 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('picked')
  properties: {
    principalId: principalId
    roleDefinitionId: contains(builtInRoleNames, roleName) ? builtInRoleNames[roleName] : roleName
  }
}

resource blobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: guid('blobs')
  properties: {
    principalId: principalId
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

// A privileged role for one kind of resource, on the resource group it works in.
resource machines 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('machines')
  properties: {
    principalId: principalId
    roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/9980e02c-c2be-4d73-94e8-173b1dc7cf3c'
  }
}

resource limited 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('limited')
  properties: {
    principalId: principalId
    roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/f58310d9-a9f6-439a-9e8d-f62e7b41a168'
    condition: '((!(ActionMatches{\'Microsoft.Authorization/roleAssignments/write\'})))'
    conditionVersion: '2.0'
  }
}

resource custom 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('custom')
  properties: {
    roleName: 'Restarter'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          'Microsoft.Web/sites/restart/action'
          'Microsoft.Web/*'
          '*/read'
        ]
        dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read']
      }
    ]
  }
}
