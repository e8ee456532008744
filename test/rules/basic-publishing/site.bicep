resource app 'Microsoft.Web/sites@2024-04-01' = {
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-app'
  location: 'westeurope'
  properties: {
    httpsOnly: true
  }
}

resource half 'Microsoft.Web/sites@2024-04-01' = {
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-half'
  location: 'westeurope'
}

resource halfFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: half
  name: 'ftp'
  properties: {
    allow: true
//         ^^^^ warning[written]
  }
}
