param location string = resourceGroup().location

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    location: location
  }
}

resource search 'Microsoft.Search/searchServices@2023-11-01' existing = {
  name: 'srch-contoso'
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    location: location
    storageConnection: storage.outputs.connection
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[module]
    searchKey: search.listAdminKeys().primaryKey
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[module]
    unused: search.listAdminKeys().primaryKey
  }
}

module registry 'br/public:avm/res/web/site:0.15.1' = {
  name: 'site'
  params: {
    name: 'app-contoso'
    kind: 'app'
    appSettingsKeyValuePairs: {
      Search__Key: search.listAdminKeys().primaryKey
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[module]
    }
    other: search.listAdminKeys().secondaryKey
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[module]
  }
}
