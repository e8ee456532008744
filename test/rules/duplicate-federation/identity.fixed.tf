
resource "azurerm_federated_identity_credential" "first" {
  name                      = "first"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azuread_application_federated_identity_credential" "app" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "app"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:environment:production"
}
