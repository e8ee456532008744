variable "key" {
  type      = string
  sensitive = true
}

resource "azurerm_cosmosdb_account" "orders" {
  name = "cosmos-contoso"
}

resource "azurerm_key_vault_secret" "key" {
  name         = "key"
  key_vault_id = "vault"
  value        = var.key
}

output "connection" {
  value     = "AccountEndpoint=${azurerm_cosmosdb_account.orders.endpoint};AccountKey=${azurerm_cosmosdb_account.orders.primary_key}"
  sensitive = true
}
