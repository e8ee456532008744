@description('Signs in to the server.')
param adminLogin string

@secure()
param adminPass string

@secure()
param sql object

@secure()
param connectionString string

@secure()
param saPassword string = 'P${uniqueString(resourceGroup().id)}!'

@secure()
param license string = uniqueString(resourceGroup().id)

@secure()
param storeKey string = concat('something', '-static')

@secure()
param adminPasswordUntilChanged string = 'ChangeMe'

@secure()
param settings object = {
  region: 'westeurope'
  key: 'my-secret'
}

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-contoso'
  location: 'westeurope'
  properties: {
    administratorLogin: adminLogin
    administratorLoginPassword: adminPass
  }
}

resource second 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-contoso-2'
  location: 'westeurope'
  properties: {
    administratorLogin: adminLogin
    administratorLoginPassword: sql.credential
  }
}

resource third 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-contoso-3'
  location: 'westeurope'
  properties: {
    administratorLogin: adminLogin
    administratorLoginPassword: saPassword
  }
}
