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

output "connection" {
  value     = "AccountEndpoint=${azurerm_cosmosdb_account.orders.endpoint};AccountKey=${azurerm_cosmosdb_account.orders.primary_key}"
  sensitive = true
}

output "password" {
  description = "What the administrator signs in with."
  value       = nonsensitive(random_password.admin.result)
  sensitive   = true
}

output "client_secret" {
  value     = azuread_application_password.deployer.value
  sensitive = true
}

output "partner" {
  value     = data.azurerm_key_vault_secret.partner.value
  sensitive = true
}

output "api_key" {
  value     = var.api_key
  sensitive = true
}

output "all" {
  value = {
    endpoint = azurerm_cosmosdb_account.orders.endpoint
    keys     = [for key in [azurerm_cosmosdb_account.orders.secondary_key] : key]
  }
  sensitive = true
}
