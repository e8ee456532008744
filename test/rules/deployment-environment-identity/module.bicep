module project 'br/public:avm/res/dev-center/project:0.1.0' = {
  params: {
    name: 'payments'
    devCenterResourceId: '/subscriptions/00000000-0000-0000-0000-000000000001'
    environmentTypes: [
      {
        name: 'dev'
        deploymentTargetSubscriptionResourceId: '/subscriptions/00000000-0000-0000-0000-000000000001'
        creatorRoleAssignmentRoles: [
          'acdd72a7-3385-48ef-bd42-f606fba81ae7' // Reader
          'b24988ac-6180-42a0-ab88-20f7382dd24c' // Contributor
       // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorControls]
        ]
      }
    ]
  }
}
