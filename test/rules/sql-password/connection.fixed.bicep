@secure()
param sqlPassword string

resource shop 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-shop'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    configuration: {
      secrets: [
        {
          name: 'db'
          value: 'Server=sql-contoso${environment().suffixes.sqlServerHostname};Database=shop;Authentication=Active Directory Managed Identity;'
        }
      ]
    }
  }
}
