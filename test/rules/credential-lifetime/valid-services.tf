data "azurerm_storage_account_sas" "uploads" {
  connection_string = var.value
  https_only        = true
  start             = "2026-10-01"
  expiry            = "2026-10-03"
}

data "azurerm_key_vault_secret" "read" {
  name         = "read"
  key_vault_id = var.vault_id
}

resource "databricks_token" "short" {
  lifetime_seconds = 86400
}

resource "vault_azure_secret_backend_role" "short" {
  backend = "azure"
  role    = "deployer"
  ttl     = "300"
  max_ttl = "24h"
}

resource "msgraph_update_resource" "default" {
  url = "policies/defaultAppManagementPolicy"
  body = {
    isEnabled = true
    applicationRestrictions = {
      passwordCredentials = [
        {
          restrictionType = "passwordAddition"
          state           = "disabled"
          maxLifetime     = null
        },
        {
          restrictionType = "passwordLifetime"
          state           = "enabled"
          maxLifetime     = "P90D"
        },
      ]
    }
  }
}

variable "value" {
  type      = string
  sensitive = true
}

variable "vault_id" {
  type = string
}
