
resource "azurerm_federated_identity_credential" "usual" {
  name                      = "usual"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azuread_application_federated_identity_credential" "own" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "own"
  audiences      = ["api://contoso"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:environment:production"
}
