@secure()
param adminPassword string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

var connection = 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value}'

@description('Where orders are kept.')
@secure()
output storageConnection string = connection

@secure()
output password string = adminPassword

@secure()
output command string = 'sqlcmd -S sql-contoso -P Password=${adminPassword}'

@secure()
output hidden string = storage.listKeys().keys[0].value
