param location string = resourceGroup().location

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-contoso-orders'
  location: location

  resource rule 'AuthorizationRules' existing = {
    name: 'RootManageSharedAccessKey'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-contoso-orders'
  location: location
  kind: 'functionapp'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {}
}

var connection = bus::rule.listKeys().primaryConnectionString

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    FUNCTIONS_EXTENSION_VERSION: '~4'
    Orders: connection
//          ^^^^^^^^^^ warning[setting]
    // Only what is read of the key counts.
    OrdersRule: bus::rule.listKeys().keyName
  }
}
