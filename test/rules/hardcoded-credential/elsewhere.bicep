var admin = 'Contoso-demo-password-1'
//          ^^^^^^^^^^^^^^^^^^^^^^^^^ error[credential]

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-payments'
  location: resourceGroup().location
  properties: {
    administratorLogin: 'sqladmin'
    administratorLoginPassword: admin
  }
}
