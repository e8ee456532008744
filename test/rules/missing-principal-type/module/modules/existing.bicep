resource old 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'old'
}

output principalId string = old.properties.principalId
