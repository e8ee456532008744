param location string

// Server=tcp:sql-payments.database.windows.net,1433;User ID=app;Password=Contoso-demo-1;Encrypt=True
//                                                                        ^^^^^^^^^^^^^^ error[format]
resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-payments'
  location: location
  properties: {
    siteConfig: {
      connectionStrings: [
        {
          name: 'Payments'
          type: 'SQLAzure'
          connectionString: 'Server=tcp:sql-payments.database.windows.net,1433;User ID=app;Password=Contoso-demo-1;'
//                                                                                                  ^^^^^^^^^^^^^^ error[format]
        }
      ]
    }
  }
}
