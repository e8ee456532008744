param location string = resourceGroup().location

@secure()
param administratorLoginPassword string

@secure()
param secretValue string

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-payments'
  location: location
  properties: {
    administratorLogin: 'sqladmin'
    administratorLoginPassword: administratorLoginPassword
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-payments'
  location: location
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'PARTNER_CLIENT_SECRET'
          value: secretValue
        }
        { name: 'PARTNER_SECRET_NAME', value: 'partner-client-secret' }
      ]
    }
  }
}
