@secure()
param password string

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  properties: {
    siteConfig: {
      connectionStrings: [
        { name: 'Own', type: 'SQLServer', connectionString: 'Server=sql.contoso.internal;Database=shop;User ID=shop;Password=${password}' }
        { name: 'Keyless', type: 'SQLAzure', connectionString: 'Server=sql-contoso.database.windows.net;Database=shop;Authentication=Active Directory Managed Identity' }
      ]
    }
  }
}
