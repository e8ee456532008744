extension microsoftGraphV1

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'payments-api'
  displayName: 'Payments API'
  passwordCredentials: []
  keyCredentials: []

  resource github 'federatedIdentityCredentials@v1.0' = {
    name: '${app.uniqueName}/github'
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/payments:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource other 'Microsoft.Graph/applications@v1.0' existing = {
  uniqueName: 'other'
}
