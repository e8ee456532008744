@secure()
param sqlPassword string

resource shop 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-shop'
  properties: {
    configuration: {
      secrets: [
        {
          name: 'db'
          value: 'Server=sql-contoso${environment().suffixes.sqlServerHostname};Database=shop;User ID=shop;Password=${sqlPassword};'
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[connectionString]
        }
      ]
    }
  }
}
