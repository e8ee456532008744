terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

data "azurerm_client_config" "current" {}

resource "azurerm_user_assigned_identity" "api" {
  name                = "api"
  resource_group_name = "app"
  location            = "westeurope"
}

resource "azurerm_key_vault" "payments" {
#         ^^^^^^^^^^^^^^^^^ warning[unset]
  name                = "kv-payments"
  resource_group_name = "app"
  location            = "westeurope"
  tenant_id           = data.azurerm_client_config.current.tenant_id
  sku_name            = "standard"

  access_policy {
    tenant_id          = data.azurerm_client_config.current.tenant_id
    object_id          = data.azurerm_client_config.current.object_id
    secret_permissions = ["Get", "Set", "Delete"]
    key_permissions    = ["Get", "Create"]
  }
}

resource "azurerm_key_vault_access_policy" "api" {
  key_vault_id       = azurerm_key_vault.payments.id
  tenant_id          = data.azurerm_client_config.current.tenant_id
  object_id          = azurerm_user_assigned_identity.api.principal_id
  secret_permissions = ["Get"]
}

resource "azurerm_key_vault_secret" "partner" {
  name         = "partner"
  value        = var.partner
  key_vault_id = azurerm_key_vault.payments.id
  depends_on   = [azurerm_key_vault_access_policy.api]
}

resource "azurerm_key_vault_access_policy" "elsewhere" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[policy]
  key_vault_id       = var.vault_id
  tenant_id          = data.azurerm_client_config.current.tenant_id
  object_id          = azurerm_user_assigned_identity.api.principal_id
  secret_permissions = ["Get"]
}

variable "partner" {
  type      = string
  sensitive = true
}

variable "vault_id" {
  type = string
}
