param location string = resourceGroup().location
param planId string

@secure()
param sqlPassword string

resource server 'Microsoft.Sql/servers@2023-08-01' existing = {
  name: 'sql-contoso'
}

resource shop 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-shop'
  location: location
  properties: {
    serverFarmId: planId
    siteConfig: {
      connectionStrings: [
        {
          name: 'Orders'
          type: 'SQLAzure'
          connectionString: 'Server=tcp:${server.properties.fullyQualifiedDomainName},1433;Database=orders;User ID=orders;Password=${sqlPassword};Encrypt=True'
        }
      ]
      appSettings: [
        { name: 'AUDIT_DB', value: 'Server=${server.properties.fullyQualifiedDomainName};Database=audit;User ID=orders;Password=${sqlPassword}' }
      ]
    }
  }
}
