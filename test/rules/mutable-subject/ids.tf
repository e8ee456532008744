
resource "azurerm_federated_identity_credential" "production" {
  name                      = "production"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso@6154722/app@1157352866:environment:production"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ids]
}

resource "azuread_application_federated_identity_credential" "main" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "main"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/app:ref:refs/heads/main"
}
