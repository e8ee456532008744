@secure()
param adminPassword string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

var connection = 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value}'

@description('Where orders are kept.')
output storageConnection string = connection
//                                ^^^^^^^^^^ error[deployed]

output keys array = [
// @ 21-+2:2 error[deployed]
  storage.listKeys().keys[0].value
]

output password string = adminPassword
//                       ^^^^^^^^^^^^^ error[deployed]

output command string = 'sqlcmd -S sql-contoso -P Password=${adminPassword}'
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[deployed]

@secure()
output hidden string = storage.listKeys().keys[0].value
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[hidden]
