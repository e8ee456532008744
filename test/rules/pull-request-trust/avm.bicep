module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.1' = {
  name: 'identity'
  params: {
    name: 'deployer'
    federatedIdentityCredentials: [
      {
        name: 'plan'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:pull_request'
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[shared]
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'production'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:environment:production'
        audiences: ['api://AzureADTokenExchange']
      }
    ]
  }
}
