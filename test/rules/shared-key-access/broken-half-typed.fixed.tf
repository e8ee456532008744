resource "azurerm_eventhub_namespace" "hub" {
  name                         = "contoso-hub"
  local_authentication_enabled = false
  sku =
}
