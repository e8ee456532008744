
resource "azurerm_federated_identity_credential" "first" {
  name                      = "first"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "second" {
  name                = "second"
  resource_group_name = "rg-identities"
  parent_id           = azurerm_user_assigned_identity.deployer.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://token.actions.githubusercontent.com"
  subject             = "repo:contoso/app:environment:production"
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[duplicate]
}

resource "azuread_application_federated_identity_credential" "app" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "app"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:environment:production"
}

resource "azuread_application_federated_identity_credential" "again" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "again"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:environment:production"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[duplicate]
}
