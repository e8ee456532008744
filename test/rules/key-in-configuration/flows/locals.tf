resource "azurerm_storage_account" "many" {
  count = 2
  name  = "stcontoso${count.index}"
}

resource "azurerm_storage_account" "each" {
  for_each = toset(["orders", "invoices"])
  name     = "stcontoso${each.key}"
}

locals {
  keys  = { for name, account in azurerm_storage_account.each : name => account.primary_access_key }
  first = azurerm_storage_account.many[0].primary_connection_string
}
