
resource "azurerm_federated_identity_credential" "first" {
  name                      = "first"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "second" {
  name                      = "second"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:test"
}

resource "azurerm_federated_identity_credential" "each" {
  for_each = var.subjects
  name                      = "each"
  user_assigned_identity_id = each.key
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "${each.value}"
}

variable "subjects" {
  type = map(string)
}
