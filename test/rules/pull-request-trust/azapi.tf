resource "azapi_resource" "plan" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "plan"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://token.actions.githubusercontent.com"
      subject   = "repo:contoso/app:pull_request"
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[shared]
      audiences = ["api://AzureADTokenExchange"]
    }
  }
}

resource "azapi_resource" "apply" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "apply"
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
    subject   = "repo:contoso/app:pull_request"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
    audiences = ["api://AzureADTokenExchange"]
  }
}
