param adminLogin string
param secretName string
param enablePassword bool
param appInsightsConnectionString string
param tokenLifetime int
param mode string
param passwordPolicy object

@secure()
param adminPassword string

@secure()
param optionalPassword string = ''

@secure()
param optionalKey string = 'none'

@secure()
param filledInKey string = '#{API_KEY}#'

@secure()
param filledInPassword string = 'your-<password>'

@secure()
param hashed string = uniqueString(newGuid())

@secure()
param derivedPassword string = uniqueString(adminPassword)

@secure()
param brackets string = '(none)'

@secure()
param mixed string = '${uniqueString(resourceGroup().id)}${newGuid()}'

@secure()
param generated string = newGuid()

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-contoso'
  location: 'westeurope'
  properties: {
    administratorLogin: adminLogin
    administratorLoginPassword: adminPassword
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv-contoso'

  resource region 'secrets' = {
    name: secretName
    properties: {
      value: 'mode:${mode}'
    }
  }
}
