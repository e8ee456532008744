resource "azapi_resource" "first" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "first"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://token.actions.githubusercontent.com"
      subject   = "repo:contoso/app:environment:production"
      audiences = ["api://AzureADTokenExchange"]
    }
  }
}

resource "msgraph_resource" "app" {
  url = "applications/${azuread_application.deployer.object_id}/federatedIdentityCredentials"
  body = {
    name      = "app"
    issuer    = "https://token.actions.githubusercontent.com"
    subject   = "repo:contoso/app:environment:production"
    audiences = ["api://AzureADTokenExchange"]
  }
}
