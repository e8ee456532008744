@secure()
param adminPassword string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

var connection = 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value}'

output keys array = [
  storage.listKeys().keys[0].value
]

@secure()
output hidden string = storage.listKeys().keys[0].value
