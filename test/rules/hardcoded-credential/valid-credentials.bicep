param containerAppName string

@secure()
param webhookKey string

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: containerAppName
  properties: {
    configuration: {
      // Names of secrets are no secrets.
      secrets: [
        {
          name: 'registry-password'
          keyVaultUrl: 'https://kv-payments.vault.azure.net/secrets/registry'
          identity: 'system'
        }
      ]
      registries: [
        {
          server: 'crpayments.azurecr.io'
          username: 'puller'
          passwordSecretRef: 'registry-password-1a2b'
        }
      ]
    }
  }
}

resource delivery 'Microsoft.EventGrid/eventSubscriptions@2022-06-15' = {
  name: 'payments'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://func-payments.azurewebsites.net/api/pay?code=${webhookKey}'
      }
    }
  }
}

resource other 'Microsoft.EventGrid/eventSubscriptions@2022-06-15' = {
  name: 'receipts'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://func-payments.azurewebsites.net/api/receipts'
      }
    }
  }
}

// Server and database only: the identity of the factory signs in.
resource sql 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  name: 'adf-payments/sql'
  properties: {
    type: 'AzureSqlDatabase'
    typeProperties: {
      connectionString: 'Data Source=sql-payments.database.windows.net;Initial Catalog=payments;'
    }
  }
}
