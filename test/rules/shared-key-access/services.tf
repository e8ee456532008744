terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.20"
    }
  }
}

resource "azurerm_storage_account" "data" {
#         ^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                     = "contosodata"
  resource_group_name      = "contoso"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_servicebus_namespace" "bus" {
  name                = "contoso-bus"
  resource_group_name = "contoso"
  location            = "westeurope"
  sku                 = "Standard"
  local_auth_enabled  = true
#                       ^^^^ warning[written]
}

resource "azurerm_batch_account" "render" {
#         ^^^^^^^^^^^^^^^^^^^^^ information[missing]
  name                = "contosorender"
  resource_group_name = "contoso"
  location            = "westeurope"
}

resource "azapi_resource" "maps" {
  type      = "Microsoft.Maps/accounts@2023-06-01"
  name      = "contoso-maps"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso"
  body = {
    kind = "Gen2"
    sku  = { name = "G2" }
    properties = {
      disableLocalAuth = false
#                        ^^^^^ warning[written]
    }
  }
}
