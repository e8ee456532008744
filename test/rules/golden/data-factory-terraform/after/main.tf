resource "azurerm_data_factory" "reporting" {
  name                = "adf-reporting"
  resource_group_name = var.resource_group_name
  location            = var.location

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "reporting_storage_blob_data_contributor_lake" {
  scope                = azurerm_storage_account.lake.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_data_factory.reporting.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "reporting_storage_blob_data_contributor" {
  scope                = azurerm_storage_account.raw.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_data_factory.reporting.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_storage_account" "raw" {
  name                     = "stcontosoraw"
  resource_group_name      = var.resource_group_name
  location                 = var.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_account" "lake" {
  name                     = "stcontosolake"
  resource_group_name      = var.resource_group_name
  location                 = var.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  is_hns_enabled           = true
}

resource "azurerm_data_factory_linked_service_azure_blob_storage" "raw" {
  name                 = "raw"
  data_factory_id      = azurerm_data_factory.reporting.id
  use_managed_identity = true
  service_endpoint     = azurerm_storage_account.raw.primary_blob_endpoint
}

resource "azurerm_data_factory_linked_service_data_lake_storage_gen2" "lake" {
  name                 = "lake"
  data_factory_id      = azurerm_data_factory.reporting.id
  url                  = azurerm_storage_account.lake.primary_dfs_endpoint
  use_managed_identity = true
}
