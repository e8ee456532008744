@description('Signs in to the server.')
param adminLogin string

param adminPass string
//    ^^^^^^^^^ error[deployed]

param sql object
//    ^^^ error[deployed]

param connectionString string
//    ^^^^^^^^^^^^^^^^ warning(medium)[deployed]

@secure()
param saPassword string = 'P${uniqueString(resourceGroup().id)}!'
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[computable]

@secure()
param license string = uniqueString(resourceGroup().id)
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[computable]

@secure()
param storeKey string = concat('something', '-static')
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[computable]

@secure()
param adminPasswordUntilChanged string = 'ChangeMe'
//                                       ^^^^^^^^^^ warning[guessable]

@secure()
param settings object = {
// @ 25-+3:2 warning[guessable]
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
