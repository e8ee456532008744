
resource "azuread_application_federated_identity_credential" "plan" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "plan"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:pull_request"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[shared]
}

resource "azuread_application_federated_identity_credential" "apply" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "apply"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "other" {
  name                      = "other"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:pull_request"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
}
