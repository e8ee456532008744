# The settlement service: its own identity, and a role instead of a key.
resource "azurerm_resource_group" "settlement" {
  name     = "rg-payments-settlement"
  location = "westeurope"
}

resource "azurerm_user_assigned_identity" "settlement" {
  name                = "payments-settlement"
  resource_group_name = azurerm_resource_group.settlement.name
  location            = azurerm_resource_group.settlement.location
}

resource "azurerm_storage_account" "settlement" {
  name                            = "stpaymentssettlement"
  resource_group_name             = azurerm_resource_group.settlement.name
  location                        = azurerm_resource_group.settlement.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
}

resource "azurerm_role_assignment" "settlement_blobs" {
  scope                = azurerm_storage_account.settlement.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.settlement.principal_id
  principal_type       = "ServicePrincipal"
}
