terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.20"
    }
  }
}

resource "azurerm_storage_account" "data" {
  name                      = "contosodata"
  resource_group_name       = "contoso"
  location                  = "westeurope"
  account_tier              = "Standard"
  account_replication_type  = "LRS"
  shared_access_key_enabled = false
}

resource "azurerm_servicebus_namespace" "bus" {
  name                = "contoso-bus"
  resource_group_name = "contoso"
  location            = "westeurope"
  sku                 = "Standard"
  local_auth_enabled  = false
}

resource "azurerm_batch_account" "render" {
  name                         = "contosorender"
  resource_group_name          = "contoso"
  location                     = "westeurope"
  allowed_authentication_modes = ["AAD"]
}

resource "azapi_resource" "maps" {
  type      = "Microsoft.Maps/accounts@2023-06-01"
  name      = "contoso-maps"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso"
  body = {
    kind = "Gen2"
    sku  = { name = "G2" }
    properties = {
      disableLocalAuth = true
    }
  }
}
