terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.117"
    }
  }
}

resource "azurerm_cosmosdb_account" "orders" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                = "contoso-orders"
  resource_group_name = "contoso"
  location            = "westeurope"
  offer_type          = "Standard"
}

resource "azurerm_redis_cache" "cache" {
  name                = "contoso-cache"
  resource_group_name = "contoso"
  location            = "westeurope"
  capacity            = 1
  family              = "C"
  sku_name            = "Standard"
}
