module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.1' = {
  name: 'identity'
  params: {
    name: 'deployer'
    federatedIdentityCredentials: [
      {
        name: 'first'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:environment:production'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'second'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:environment:production'
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[duplicate]
        audiences: ['api://AzureADTokenExchange']
      }
    ]
  }
}
