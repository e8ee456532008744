variable "context" {
  type = string
}

resource "azuread_application_federated_identity_credential" "open" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "open"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:${var.context}"
}

resource "azurerm_federated_identity_credential" "template" {
  name                      = "template"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repository_owner_id:1844662:repository_id:599293758:ref:refs/heads/main"
}

resource "azurerm_federated_identity_credential" "own_issuer" {
  name                      = "own-issuer"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://identity.contoso.example"
  subject                   = "whatever it says"
}
