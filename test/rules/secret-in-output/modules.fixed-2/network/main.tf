resource "azurerm_storage_account" "logs" {
  name = "stcontosologs"
}

output "gateway_key" {
  value = azurerm_storage_account.logs.primary_access_key
}
