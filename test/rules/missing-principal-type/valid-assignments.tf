resource "azurerm_user_assigned_identity" "api" {
  name                = "api"
  resource_group_name = "app"
  location            = "westeurope"
}

data "azurerm_client_config" "current" {}

resource "azurerm_role_assignment" "typed" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "not_looked_up" {
  scope                            = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name             = "Storage Blob Data Reader"
  principal_id                     = azurerm_user_assigned_identity.api.principal_id
  skip_service_principal_aad_check = true
}

resource "azurerm_role_assignment" "of_whoever_runs_this" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = data.azurerm_client_config.current.object_id
}
