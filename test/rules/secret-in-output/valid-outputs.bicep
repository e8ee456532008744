@secure()
param token string

@secure()
param settings object

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

output name string = storage.name
output endpoint string = storage.properties.primaryEndpoints.blob
output keyName string = storage.listKeys().keys[0].keyName
output hasToken bool = !empty(token)
output site string = 'app-${substring(token, 0, 4)}'
output region string = settings.region
@secure()
output generated string = token
