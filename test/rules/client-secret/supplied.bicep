@secure()
param clientSecret string

param openSecret string

@secure()
param registryPassword string


resource site 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-payments'
  location: resourceGroup().location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'AZURE_CLIENT_SECRET'
          value: clientSecret
          //     ^^^^^^^^^^^^ warning[supplied]
        }
        {
          name: 'PARTNER_NAME'
          value: openSecret
        }
      ]
    }
  }

  resource auth 'config' = {
    name: 'authsettingsV2'
    properties: {
      identityProviders: {
        azureActiveDirectory: {
          registration: {
            clientId: '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43'
            clientSecretSettingName: 'ENTRA_SECRET'
            //                       ^^^^^^^^^^^^^^ warning[reference]
          }
        }
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
          name: 'registry'
          value: registryPassword
        }
        {
          name: 'entra'
          value: clientSecret
        }
      ]
      registries: [
        {
          server: 'crpayments.azurecr.io'
          username: 'crpayments'
          passwordSecretRef: 'registry'
          //                 ^^^^^^^^^^ warning[reference]
        }
        {
          server: 'docker.io'
          username: 'payments'
          passwordSecretRef: 'registry'
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'api'
          image: 'crpayments.azurecr.io/api:1'
          env: [
            {
              name: 'AZURE_CLIENT_SECRET'
              secretRef: 'entra'
              //         ^^^^^^^ warning[supplied]
            }
          ]
        }
      ]
    }
  }
}

resource kusto 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  name: 'adf-payments/kusto'
  properties: {
    type: 'AzureDataExplorer'
    typeProperties: {
      endpoint: 'https://logs.westeurope.kusto.windows.net'
      database: 'logs'
      tenant: tenant().tenantId
      servicePrincipalId: '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43'
      servicePrincipalKey: {
        type: 'SecureString'
        value: openSecret
        //     ^^^^^^^^^^ error[supplied]
      }
    }
  }
}

resource group 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'ci-payments'
  location: resourceGroup().location
  properties: {
    osType: 'Linux'
    containers: []
    imageRegistryCredentials: [
      {
        server: 'crpayments.azurecr.io'
        username: 'crpayments'
        password: registryPassword
        //        ^^^^^^^^^^^^^^^^ warning[supplied]
      }
    ]
  }
}
