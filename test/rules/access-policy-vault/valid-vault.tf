resource "azurerm_key_vault" "old_name" {
  name                      = "kv-old"
  resource_group_name       = "app"
  location                  = "westeurope"
  tenant_id                 = "00000000-0000-0000-0000-000000000001"
  sku_name                  = "standard"
  enable_rbac_authorization = true
}

resource "azurerm_key_vault" "new_name" {
  name                       = "kv-new"
  resource_group_name        = "app"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000001"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}

data "azurerm_key_vault" "shared" {
  name                = "kv-shared"
  resource_group_name = "app"
}
