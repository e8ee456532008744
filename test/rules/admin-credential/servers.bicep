param location string = resourceGroup().location
@secure()
param password string

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  location: location
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: true
//                    ^^^^ warning[written]
  }
}

resource sql 'Microsoft.Sql/servers@2023-08-01' = {
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-sql'
  location: location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }
}

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'contoso-postgres'
  location: location
  properties: {
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Enabled'
//                  ^^^^^^^^^ warning[written]
    }
  }
}

resource mysql 'Microsoft.DBforMySQL/flexibleServers@2023-12-30' = {
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-mysql'
  location: location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }
}

resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-machine'
  location: location
  properties: {
    osProfile: {
      linuxConfiguration: {
        disablePasswordAuthentication: false
//                                     ^^^^^ warning[written]
      }
    }
  }
}

param administrators object

resource given 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'contoso-given'
  location: location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
//                              ^^^^^^^^ warning[password]
    administrators: administrators
  }
}
