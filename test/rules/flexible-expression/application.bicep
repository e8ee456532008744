extension microsoftGraphV1

resource app 'Microsoft.Graph/applications@v1.0' existing = {
  uniqueName: 'deployer'
}

resource tags 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${app.uniqueName}/tags'
  issuer: 'https://token.actions.githubusercontent.com'
  claimsMatchingExpression: {
    value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
//  ^^^^^ error[apiVersion]
    languageVersion: 1
  }
  audiences: ['api://AzureADTokenExchange']
}
