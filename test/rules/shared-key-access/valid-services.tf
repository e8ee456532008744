resource "azurerm_storage_account" "data" {
  name                      = "contosodata"
  resource_group_name       = "contoso"
  location                  = "westeurope"
  account_tier              = "Standard"
  account_replication_type  = "LRS"
  shared_access_key_enabled = false
}

resource "azurerm_cosmosdb_account" "old" {
  name                          = "contoso-old"
  local_authentication_disabled = true
}

resource "azurerm_cosmosdb_account" "new" {
  name                         = "contoso-new"
  local_authentication_enabled = false
}

resource "azurerm_cosmosdb_account" "mongo" {
  name = "contoso-mongo"
  kind = "MongoDB"
}

variable "keys" {
  type = bool
}

resource "azurerm_eventhub_namespace" "unknown" {
  name                         = "contoso-hub"
  local_authentication_enabled = var.keys
}

data "azurerm_storage_account" "there" {
  name                = "contosothere"
  resource_group_name = "contoso"
}
