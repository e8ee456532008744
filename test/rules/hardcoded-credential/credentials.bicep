param factoryName string

resource factory 'Microsoft.DataFactory/factories@2018-06-01' existing = {
  name: factoryName
}

// The place says that it is a secret, however little the text looks like one.
resource blob 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'blob'
  properties: {
    type: 'AzureBlobStorage'
    typeProperties: {
      serviceEndpoint: 'https://stpayments.blob.${environment().suffixes.storage}'
      servicePrincipalId: '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43'
      servicePrincipalKey: {
        type: 'SecureString'
        value: 'Contoso-demo-secret-1'
        //     ^^^^^^^^^^^^^^^^^^^^^^^ error[credential]
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-payments'
  location: resourceGroup().location
  properties: {
    configuration: {
      secrets: [
        {
          name: 'partner'
          value: 'Contoso-demo-secret-2'
          //     ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[property]
        }
      ]
    }
  }
}

resource credential 'Microsoft.Automation/automationAccounts/credentials@2023-11-01' = {
  name: 'aa-payments/runner'
  properties: {
    userName: 'runner'
    password: 'winter'
    //        ^^^^^^^^ error[credential]
  }
}

var signature = '?sv=2024-11-04&sp=rwdl'

resource delivery 'Microsoft.EventGrid/eventSubscriptions@2022-06-15' = {
  name: 'payments'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://func-${factoryName}.azurewebsites.net/runtime/webhooks/eventgrid?functionName=pay&code=Contoso-demo-key-3'
        //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[credential]
      }
    }
    labels: [signature]
  }
}
