
resource "azurerm_federated_identity_credential" "production" {
  name                      = "production"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "other" {
  name                      = "other"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:fabrikam@1/app@2:ref:refs/heads/main"
}
