extension microsoftGraphV1

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'deployer'
  displayName: 'deployer'
  requiredResourceAccess: [
    {
      resourceAppId: '00000003-0000-0000-c000-000000000000'
      resourceAccess: [
        { id: '06b708a9-e830-4db3-a914-8e69da51d44f', type: 'Role' }
        //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[graphRequest]
        { id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }
      ]
    }
  ]
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: app.appId
}

resource byId 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: '19dbc75e-c2e2-444c-a770-ec69d8559fc7'
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[graphTakeover]
  principalId: principal.id
  resourceId: graph.id
}

resource byName 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: filter(graph.appRoles, role => role.value == 'Sites.ReadWrite.All')[0].id
  //                                                      ^^^^^^^^^^^^^^^^^^^^^ warning[graphTenantWide]
  principalId: principal.id
  resourceId: graph.id
}

resource grant 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = {
  clientId: principal.id
  consentType: 'AllPrincipals'
  resourceId: graph.id
  scope: 'openid RoleManagement.ReadWrite.Directory'
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[graphDelegated]
}
