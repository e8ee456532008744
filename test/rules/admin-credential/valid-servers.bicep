param location string = resourceGroup().location
param group string
@secure()
param password string

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: location
  sku: { name: 'Basic' }
}

resource sql 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'contoso-sql'
  location: location
  properties: {
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: 'contoso-administrators'
      sid: group
      tenantId: tenant().tenantId
    }
  }
}

resource split 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'contoso-split'
  location: location
  properties: {}
}

resource only 'Microsoft.Sql/servers/azureADOnlyAuthentications@2023-08-01' = {
  parent: split
  name: 'Default'
  properties: { azureADOnlyAuthentication: true }
}

resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-windows'
  location: location
  properties: {
    osProfile: {
      adminUsername: 'contoso'
      adminPassword: password
      windowsConfiguration: {}
    }
  }
}
