resource plan 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'plan'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:pull_request'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
    audiences: ['api://AzureADTokenExchange']
  
