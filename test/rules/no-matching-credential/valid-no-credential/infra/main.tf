resource "azurerm_user_assigned_identity" "deployer" {
  name                = "deployer"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "github_actions_variable" "client_id_variable" {
  repository = "app"
  variable_name = "AZURE_CLIENT_ID"
  value = azurerm_user_assigned_identity.deployer.client_id
}
