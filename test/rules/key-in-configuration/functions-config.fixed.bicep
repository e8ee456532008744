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

resource appAzureServiceBusDataReceiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus.id, app.id, '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource appAzureServiceBusDataSender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus.id, app.id, '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

var connection = bus::rule.listKeys().primaryConnectionString

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    FUNCTIONS_EXTENSION_VERSION: '~4'
    Orders__fullyQualifiedNamespace: '${bus.name}.servicebus.windows.net'
    // Only what is read of the key counts.
    OrdersRule: bus::rule.listKeys().keyName
  }
}
