resource "azurerm_key_vault_secret" "endless" {
  name         = "endless"
  value        = var.value
  key_vault_id = var.vault_id
}

resource "azurerm_key_vault_secret" "long" {
  name            = "long"
  value           = var.value
  key_vault_id    = var.vault_id
  not_before_date = "2026-01-01T00:00:00Z"
  expiration_date = "2028-01-01T00:00:00Z"
}

resource "azurerm_automation_webhook" "start" {
  name                    = "start"
  resource_group_name     = "jobs"
  automation_account_name = "jobs"
  expiry_time             = "2031-12-31T00:00:00Z"
  enabled                 = true
  runbook_name            = "start"
}

resource "azurerm_container_registry_token_password" "pull" {
  container_registry_token_id = var.token_id

  password1 {
  }

  password2 {
    expiry = "2026-12-01T00:00:00Z"
  }
}

data "azurerm_storage_account_sas" "uploads" {
  connection_string = var.value
  https_only        = true
  start             = "2026-10-01"
  expiry            = "2026-12-31"
}

resource "azurerm_storage_account" "store" {
  name                     = "store"
  resource_group_name      = "jobs"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"

  sas_policy {
    expiration_period = "7.00:00:00"
  }
}

resource "databricks_token" "endless" {
  comment          = "for the pipeline"
  lifetime_seconds = 31536000
}

resource "databricks_token" "long" {
  lifetime_seconds = 31536000
}

resource "databricks_service_principal_secret" "long" {
  service_principal_id = var.token_id
  lifetime             = "31536000s"
}

resource "vault_azure_secret_backend_role" "endless" {
  backend = "azure"
  role    = "deployer"
}

resource "vault_azure_secret_backend_role" "long" {
  backend          = "azure"
  role             = "deployer"
  explicit_max_ttl = "8760h"
}

variable "value" {
  type      = string
  sensitive = true
}

variable "vault_id" {
  type = string
}

variable "token_id" {
  type = string
}
