resource "azapi_resource" "slash" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "slash"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://token.actions.githubusercontent.com/"
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mistake]
      subject   = "repo:contoso/app:environment:production"
      audiences = ["api://AzureADTokenExchange"]
    }
  }
}

resource "msgraph_resource" "web" {
  url = "applications/${azuread_application.deployer.object_id}/federatedIdentityCredentials"
  body = {
    name      = "web"
    issuer    = "https://github.com"
#               ^^^^^^^^^^^^^^^^^^^^ warning[other]
    subject   = "repo:contoso/app:environment:production"
    audiences = ["api://AzureADTokenExchange"]
  }
}
