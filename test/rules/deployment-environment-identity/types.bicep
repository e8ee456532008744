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
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[noIdentity]
  parent: project
  name: 'sandbox'
  properties: {
    deploymentTargetId: '/subscriptions/${subscriptionId}'
    status: 'Enabled'
    creatorRoleAssignment: {
      roles: {
        '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': {}
     // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorGrants]
      }
    }
  }
}

resource dev 'Microsoft.DevCenter/projects/environmentTypes@2025-02-01' = {
  parent: project
  name: 'dev'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${deployer.id}': {}
   // ^^^^^^^^^^^^^^^^ information[sharedIdentity]
    }
  }
  properties: {
    deploymentTargetId: '/subscriptions/${subscriptionId}'
    creatorRoleAssignment: { roles: { 'b24988ac-6180-42a0-ab88-20f7382dd24c': {} } }
    //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorControls]
    userRoleAssignments: {
      '00000000-0000-0000-0000-000000000001': {
        roles: { '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': {} }
        //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorGrants]
      }
    }
  }
}
