resource "azapi_resource" "quotes" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview"
  name      = "quotes"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://token.actions.githubusercontent.com"
      audiences = ["api://AzureADTokenExchange"]
      claimsMatchingExpression = {
        value           = "claims['sub'] eq 'repo:contoso/app:ref:refs/heads/main'"
        languageVersion = 1
      }
    }
  }
}
