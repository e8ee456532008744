param location string = resourceGroup().location

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-payments'
  location: location
  properties: {
    administratorLogin: 'sqladmin'
    administratorLoginPassword: 'Contoso-demo-password-1'
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[credential]
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
          value: 'Contoso-demo-secret-1'
//               ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[property]
        }
        { name: 'PARTNER_SECRET_NAME', value: 'partner-client-secret' }
      ]
    }
  }
}
