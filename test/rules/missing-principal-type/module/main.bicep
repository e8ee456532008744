module identity 'modules/identity.bicep' = {}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('identity')
  properties: {
    principalId: identity.outputs.principalId
    //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

module old 'modules/existing.bicep' = {}

resource ofExisting 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('existing')
  properties: {
    principalId: old.outputs.principalId
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}
