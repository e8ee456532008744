targetScope = 'subscription'

param scopes array

resource widensItself 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('role-author')
  properties: {
    roleName: 'Role author'
    permissions: [
      {
        actions: [
          'Microsoft.Authorization/roleDefinitions/read'
          'Microsoft.Authorization/roleDefinitions/write'
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[customWidens]
        ]
      }
    ]
    assignableScopes: [
      subscription().id
    ]
  }
}

resource ownerOfGroup 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('group-owner')
  properties: {
    roleName: 'Group owner'
    permissions: [
      {
        actions: ['*']
//                ^^^ warning[customFull]
        notActions: []
      }
    ]
    assignableScopes: [
      '${subscription().id}/resourceGroups/web'
      resourceId('00000000-0000-0000-0000-000000000001', 'web', 'Microsoft.Web/sites', 'shop')
    ]
  }
}

resource ownerSomewhere 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('owner-somewhere')
  properties: {
    roleName: 'Owner somewhere'
    permissions: [
      {
        actions: ['*']
//                ^^^ error[customFull]
      }
    ]
    assignableScopes: scopes
  }
}
