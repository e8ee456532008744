resource "azurerm_cosmosdb_account" "orders" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                = "contoso-orders"
  resource_group_name = "contoso"
  location            = "westeurope"
  offer_type          = "Standard"
}
