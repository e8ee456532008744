resource "azurerm_key_vault" "payments" {
  name                       = "kv-payments"
  resource_group_name        = "app"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000001"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}
