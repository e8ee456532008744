@secure()
param adminPassword string

@secure()
param generated string = newGuid()

@secure()
param empty string = ''

param secretName string = 'partner-client-secret'
param vaultUri string = 'https://kv-payments.vault.azure.net/'
param tokenLifetimeDays int = 30
param passwordPolicy object = { minLength: 14 }
param partnerSecret string = '<secret>'

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-payments'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'sqladmin'
    administratorLoginPassword: adminPassword
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-payments'
  location: resourceGroup().location
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'CLIENT_SECRET', value: '@Microsoft.KeyVault(VaultName=kv-payments;SecretName=partner)' }
        { name: 'AzureWebJobsStorage__accountName', value: 'stpayments' }
      ]
    }
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  name: 'kv-payments/partner-client-secret'
  properties: {
    value: adminPassword
  }
}
