param principalId string

var role = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource created 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'api'
  location: resourceGroup().location
}

resource old 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'old'
}

resource typed 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('typed')
  properties: {
    principalId: created.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: role
  }
}

// It has long been there.
resource ofExisting 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('existing')
  properties: {
    principalId: old.properties.principalId
    roleDefinitionId: role
  }
}

// Nobody here knows what it is.
resource ofParameter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('parameter')
  properties: {
    principalId: principalId
    roleDefinitionId: role
  }
}

resource mixed 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('mixed')
  properties: {
    principalId: empty(principalId) ? created.properties.principalId : principalId
    roleDefinitionId: role
  }
}
