module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.1' = {
  name: 'identity'
  params: {
    name: 'deployer'
    federatedIdentityCredentials: [
      {
        name: 'release-00'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-00'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-01'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-01'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-02'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-02'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-03'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-03'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-04'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-04'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-05'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-05'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-06'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-06'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-07'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-07'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-08'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-08'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-09'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-09'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-10'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-10'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-11'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-11'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-12'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-12'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-13'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-13'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-14'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-14'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-15'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-15'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-16'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-16'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-17'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-17'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-18'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-18'
        audiences: ['api://AzureADTokenExchange']
      }
      {
        name: 'release-19'
        issuer: 'https://token.actions.githubusercontent.com'
        subject: 'repo:contoso/app:ref:refs/heads/release-19'
        audiences: ['api://AzureADTokenExchange']
      }
    ]
  }
}
