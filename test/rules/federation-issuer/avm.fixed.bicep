module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.1' = {
  name: 'identity'
  params: {
    name: 'deployer'
    federatedIdentityCredentials: [
      {
        name: 'github'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:environment:production'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'good'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:environment:production'
        audiences: ['api://AzureADTokenExchange']
      }
    ]
  }
}
