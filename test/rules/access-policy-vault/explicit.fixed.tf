resource "azurerm_key_vault" "payments" {
  name                       = "kv-payments"
  resource_group_name        = "app"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000001"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}

# Each of the policies is made by a loop: what they come to is not known here.
resource "azurerm_key_vault_access_policy" "each" {
  for_each           = toset(["00000000-0000-0000-0000-000000000002"])
  key_vault_id       = azurerm_key_vault.payments.id
  tenant_id          = "00000000-0000-0000-0000-000000000001"
  object_id          = each.value
  secret_permissions = ["Get"]
}

resource "azapi_resource" "vault" {
  type      = "Microsoft.KeyVault/vaults@2024-11-01"
  name      = "kv-azapi"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000003/resourceGroups/app"
  body = {
    properties = {
      enableRbacAuthorization = true
    }
  }
}

# One that is made on a condition, and one that something else waits for in a way that cannot be rewritten.
resource "azurerm_key_vault" "conditional" {
  name                       = "kv-conditional"
  resource_group_name        = "app"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000001"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}

resource "azurerm_key_vault_access_policy" "conditional" {
  count              = var.is_production ? 1 : 0
  key_vault_id       = azurerm_key_vault.conditional.id
  tenant_id          = "00000000-0000-0000-0000-000000000001"
  object_id          = "00000000-0000-0000-0000-000000000002"
  secret_permissions = ["Get"]
}

resource "azurerm_key_vault" "used" {
  name                       = "kv-used"
  resource_group_name        = "app"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000001"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}

resource "azurerm_key_vault_access_policy" "used" {
  key_vault_id       = azurerm_key_vault.used.id
  tenant_id          = "00000000-0000-0000-0000-000000000001"
  object_id          = "00000000-0000-0000-0000-000000000002"
  secret_permissions = ["Get"]
}

output "policy" {
  value = azurerm_key_vault_access_policy.used.id
}

variable "is_production" {
  type = bool
}
