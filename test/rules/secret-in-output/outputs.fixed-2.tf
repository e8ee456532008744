resource "azurerm_cosmosdb_account" "orders" {
  name = "cosmos-contoso"
}

resource "random_password" "admin" {
  length = 32
}

resource "azuread_application_password" "deployer" {
  application_id = "app"
}

variable "api_key" {
  type      = string
  sensitive = true
}

data "azurerm_key_vault_secret" "partner" {
  name         = "partner"
  key_vault_id = "vault"
}

output "client_secret" {
  value     = azuread_application_password.deployer.value
  sensitive = true
}
