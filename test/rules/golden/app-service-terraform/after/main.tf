resource "azurerm_resource_group" "main" {
  name     = "rg-shop"
  location = "westeurope"
}

resource "azurerm_user_assigned_identity" "shop" {
  name                = "id-shop"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
}

resource "azurerm_cosmosdb_sql_role_assignment" "shop_cosmos_db_built_in_data_contributor" {
  resource_group_name = azurerm_cosmosdb_account.items.resource_group_name
  account_name        = azurerm_cosmosdb_account.items.name
  role_definition_id  = "${azurerm_cosmosdb_account.items.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002"
  principal_id        = azurerm_user_assigned_identity.shop.principal_id
  scope               = azurerm_cosmosdb_account.items.id
}

resource "azurerm_role_assignment" "shop_storage_blob_data_contributor" {
  scope                = azurerm_storage_account.files.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.shop.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_cosmosdb_account" "items" {
  name                = "cosmos-items"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  offer_type          = "Standard"

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = azurerm_resource_group.main.location
    failover_priority = 0
  }
}

resource "azurerm_storage_account" "files" {
  name                     = "stcontosofiles"
  resource_group_name      = azurerm_resource_group.main.name
  location                 = azurerm_resource_group.main.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_linux_web_app" "shop" {
  name                = "app-shop"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  service_plan_id     = var.service_plan_id

  app_settings = merge(var.settings, {
    "FILES__blobServiceUri"  = azurerm_storage_account.files.primary_blob_endpoint
    "AZURE_CLIENT_ID"        = azurerm_user_assigned_identity.shop.client_id
    "ITEMS__accountEndpoint" = azurerm_cosmosdb_account.items.endpoint
    "LOG_LEVEL"              = "info"
  })

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.shop.id]
  }

  site_config {}
}
