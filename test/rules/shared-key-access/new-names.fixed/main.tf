resource "azurerm_cosmosdb_account" "orders" {
  name                         = "contoso-orders"
  resource_group_name          = "contoso"
  location                     = "westeurope"
  offer_type                   = "Standard"
  local_authentication_enabled = false
}
