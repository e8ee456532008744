resource "azapi_resource" "spelling" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "spelling"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://token.actions.githubusercontent.com"
      subject   = "repo:contoso/app:environment:production"
      audiences = ["api://AzureADTokenexchange"]
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[spelling]
    }
  }
}

resource "msgraph_resource" "two" {
  url = "applications/${azuread_application.deployer.object_id}/federatedIdentityCredentials"
  body = {
    name      = "two"
    issuer    = "https://token.actions.githubusercontent.com"
    subject   = "repo:contoso/app:environment:production"
    audiences = ["api://AzureADTokenExchange", "api://contoso"]
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[count]
  }
}
