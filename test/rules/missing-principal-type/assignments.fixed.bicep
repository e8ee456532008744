extension microsoftGraphV1

param location string = resourceGroup().location

var role = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'api'
  location: location
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'api'
  location: location
  identity: { type: 'SystemAssigned' }
}

resource team 'Microsoft.Graph/groups@v1.0' = {
  uniqueName: 'team'
  displayName: 'team'
  mailEnabled: false
  mailNickname: 'team'
  securityEnabled: true
}

resource ofIdentity 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(identity.id)
  properties: {
    principalId: identity.properties.principalId // made above
    roleDefinitionId: role
    principalType: 'ServicePrincipal'
  }
}

resource ofSite 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(site.id)
  properties: { principalId: site.identity.principalId, roleDefinitionId: role, principalType: 'ServicePrincipal' }
}

resource ofTeam 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(team.id)
  properties: {
    roleDefinitionId: role
    principalId: team.id
    principalType: 'Group'
  }
}

resource wrong 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('wrong')
  properties: {
    roleDefinitionId: role
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

module other 'br/public:avm/res/web/site:0.15.0' = {
  params: {
    name: 'other'
    kind: 'app'
    managedIdentities: { systemAssigned: true }
  }
}

module vault 'br/public:avm/res/key-vault/vault:0.13.0' = {
  params: {
    name: 'vault'
    roleAssignments: [
      {
        principalId: identity.properties.principalId // made above
        principalType: 'ServicePrincipal'
        roleDefinitionIdOrName: 'Key Vault Secrets User'
      }
      { principalId: other.outputs.systemAssignedMIPrincipalId!, principalType: 'ServicePrincipal', roleDefinitionIdOrName: 'Key Vault Secrets User' }
    ]
  }
}
