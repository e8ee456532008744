resource "azurerm_key_vault_access_policy" "api" {
  key_vault_id       = azurerm_key_vault.payments.id
  tenant_id          = "00000000-0000-0000-0000-000000000001"
  object_id          = "00000000-0000-0000-0000-000000000002"
  secret_permissions = ["Get"]
}

module "verified" {
  source                         = "Azure/avm-res-keyvault-vault/azurerm"
  name                           = "kv-verified"
  legacy_access_policies_enabled = true
  #                                ^^^^ warning[off]
}
