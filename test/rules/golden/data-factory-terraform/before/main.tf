resource "azurerm_data_factory" "reporting" {
  name                = "adf-reporting"
  resource_group_name = var.resource_group_name
  location            = var.location
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
  name              = "raw"
  data_factory_id   = azurerm_data_factory.reporting.id
  connection_string = azurerm_storage_account.raw.primary_connection_string
}

resource "azurerm_data_factory_linked_service_data_lake_storage_gen2" "lake" {
  name                = "lake"
  data_factory_id     = azurerm_data_factory.reporting.id
  url                 = azurerm_storage_account.lake.primary_dfs_endpoint
  storage_account_key = azurerm_storage_account.lake.primary_access_key
}
