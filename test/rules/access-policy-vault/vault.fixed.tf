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
  name                      = "kv-payments"
  resource_group_name       = "app"
  location                  = "westeurope"
  tenant_id                 = data.azurerm_client_config.current.tenant_id
  sku_name                  = "standard"
  enable_rbac_authorization = true
}

resource "azurerm_role_assignment" "current_secrets_officer" {
  scope                = azurerm_key_vault.payments.id
  role_definition_name = "Key Vault Secrets Officer"
  principal_id         = data.azurerm_client_config.current.object_id
}

resource "azurerm_role_assignment" "current_crypto_officer" {
  scope                = azurerm_key_vault.payments.id
  role_definition_name = "Key Vault Crypto Officer"
  principal_id         = data.azurerm_client_config.current.object_id
}

resource "azurerm_role_assignment" "api_secrets_user" {
  scope                = azurerm_key_vault.payments.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_key_vault_secret" "partner" {
  name         = "partner"
  value        = var.partner
  key_vault_id = azurerm_key_vault.payments.id
  depends_on   = [azurerm_role_assignment.api_secrets_user]
}

resource "azurerm_key_vault_access_policy" "elsewhere" {
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
