resource "azurerm_search_service" "search" {
#         ^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                         = "contoso-search"
  sku                          = "standard"
  local_authentication_enabled = null
}
