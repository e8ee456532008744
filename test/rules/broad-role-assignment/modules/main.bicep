param principalId string

module assign 'modules/assign.bicep' = {
  scope: subscription()
  params: {
    principalId: principalId
    roleId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[grantsRoles]
  }
}

module read 'modules/assign.bicep' = {
  scope: subscription()
  params: {
    principalId: principalId
    roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  }
}
