resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'api'
  location: resourceGroup().location
}

output principalId string = identity.properties.principalId
