extension microsoftGraphBeta

var repository = 'contoso/app'

resource app 'Microsoft.Graph/applications@beta' = {
  uniqueName: 'deployer'
  displayName: 'deployer'

  resource anyRepository 'federatedIdentityCredentials@beta' = {
    name: '${app.uniqueName}/any-repository'
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/heads/main\''
      languageVersion: 1
    }
  }

  resource anyBranch 'federatedIdentityCredentials@beta' = {
    name: '${app.uniqueName}/any-branch'
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:${repository}:ref:refs/heads/main\''
      languageVersion: 1
    }
  }

  resource phases 'federatedIdentityCredentials@beta' = {
    name: '${app.uniqueName}/phases'
    issuer: 'https://app.terraform.io'
    audiences: ['api://AzureADTokenExchange']
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'organization:contoso*\''
      languageVersion: 1
    }
  }
}
