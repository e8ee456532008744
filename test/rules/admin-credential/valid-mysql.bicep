param entraOnly bool
@secure()
param password string
param settings array

resource orders 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' = {
  name: 'contoso-orders'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }

  resource entra 'configurations' = {
    name: 'aad_auth_only'
    properties: { value: 'ON', source: 'user-override' }
  }
}

resource invoices 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' = {
  name: 'contoso-invoices'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }
}

resource ofInvoices 'Microsoft.DBforMySQL/flexibleServers/configurations@2024-12-30' = {
  name: '${invoices.name}/aad_auth_only'
  properties: { value: entraOnly ? 'ON' : 'OFF', source: 'user-override' }
}

resource given 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' = {
  name: 'contoso-given'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }
}

resource ofGiven 'Microsoft.DBforMySQL/flexibleServers/configurations@2024-12-30' = [for setting in settings: {
  parent: given
  name: setting.name
  properties: { value: setting.value, source: 'user-override' }
}]

resource replica 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' = {
  name: 'contoso-replica'
  location: resourceGroup().location
  properties: {
    createMode: 'Replica'
    sourceServerResourceId: orders.id
  }
}
