resource "azurerm_search_service" "search" {
  name                         = "contoso-search"
  sku                          = "standard"
  local_authentication_enabled = false
}
