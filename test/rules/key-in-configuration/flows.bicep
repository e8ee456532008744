param names array = ['orders', 'invoices']

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'stcontosoorders'
}

resource accounts 'Microsoft.Storage/storageAccounts@2024-01-01' existing = [for name in names: {
  name: 'stcontoso${name}'
}]

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: 'sb-contoso'
}

var keys = storage.listKeys()

func connectionTo(name string, key string) string => 'AccountName=${name};AccountKey=${key}'

resource import 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'ci-contoso-import'
  location: 'westeurope'
  properties: {
    osType: 'Linux'
    containers: [
      {
        name: 'import'
        properties: {
          image: 'import'
          resources: {
            requests: {
              cpu: 1
              memoryInGB: 1
            }
          }
          environmentVariables: concat(
            [
              {
                name: 'A_VARIABLE'
                value: keys.keys[0].value
//                     ^^^^^^^^^^^^^^^^^^ warning[setting]
              }
              {
                name: 'AN_ELEMENT'
                value: accounts[0].listKeys().keys[0]['value']
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
              }
            ],
            [
              {
                name: 'A_FUNCTION'
                secureValue: connectionTo(storage.name, first(storage.listKeys().keys).value)
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
              }
              {
                name: 'A_LAMBDA'
                value: join(map(storage.listKeys().keys, key => key.value), ',')
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
              }
              {
                name: 'AN_ID'
                value: listKeys('${bus.id}/AuthorizationRules/RootManageSharedAccessKey', '2024-01-01').primaryKey
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
              }
              {
                name: 'A_SAS'
                value: storage.listAccountSas('2024-01-01', {}).accountSasToken
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
              }
              {
                name: 'A_NAME'
                value: keys.keys[0].keyName
              }
            ]
          )
        }
      }
    ]
  }
}
