@secure()
param password string

resource orders 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' = {
//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-orders'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'contoso'
    administratorLoginPassword: password
  }

  resource timeout 'configurations' = {
    name: 'interactive_timeout'
    properties: { value: '600', source: 'user-override' }
  }
}

resource invoices 'Microsoft.DBforMySQL/flexibleServers@2024-12-30' existing = {
  name: 'contoso-invoices'
}

resource ofInvoices 'Microsoft.DBforMySQL/flexibleServers/configurations@2024-12-30' = {
  parent: invoices
  name: 'AAD_AUTH_ONLY'
  properties: {
    value: 'OFF'
//         ^^^^^ warning[written]
    source: 'user-override'
  }
}
