// The application registration that callers of the payments API ask tokens for.
extension microsoftGraphV1
extension microsoftGraphBeta

param repository string

resource paymentsApp 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'payments-api'
  displayName: 'Payments API'
  signInAudience: 'AzureADMyOrg'
  passwordCredentials: [
    {
      displayName: 'nightly settlement job'
      startDateTime: '2025-01-15T00:00:00Z'
      endDateTime: '2027-01-15T00:00:00Z'
    }
  ]
}

resource paymentsPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: paymentsApp.appId
}

// The slash at the end of the issuer is enough: this trust never matched a token.
resource mainBranch 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${paymentsApp.uniqueName}/github-main'
  issuer: 'https://token.actions.githubusercontent.com/'
  subject: 'repo:${repository}:ref:refs/heads/main'
  audiences: ['api://AzureADTokenExchange']
}

// Any repository of the organization, any branch, any pull request.
resource organization 'Microsoft.Graph/applications/federatedIdentityCredentials@beta' = {
  name: '${paymentsApp.uniqueName}/github-organization'
  issuer: 'https://token.actions.githubusercontent.com'
  claimsMatchingExpression: {
    value: 'claims[\'sub\'] matches \'repo:contoso/*\''
    languageVersion: 1
  }
  audiences: ['api://AzureADTokenExchange']
}

output appId string = paymentsApp.appId
