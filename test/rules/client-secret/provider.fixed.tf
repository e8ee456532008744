variable "client_secret" {
  type      = string
  sensitive = true
}

variable "plain" {
  type = string
}

provider "azurerm" {
  features {}

  subscription_id = "91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46"
  client_id       = "e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61"
  use_oidc        = true # from the vault
  tenant_id       = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
}

provider "azurerm" {
  alias = "switched_off"
  features {}
  use_oidc = true
}

provider "azurerm" {
  alias = "both"
  features {}
  use_oidc = true
  client_secret = var.client_secret
}

provider "azuread" {
  use_oidc = true
}

provider "azapi" {
  use_oidc = true
}

provider "fabric" { use_oidc = true }

provider "msgraph" {
  use_oidc = true
}

data "azurerm_key_vault_secret" "sp" {
  name         = "sp"
  key_vault_id = "vault"
}

resource "random_password" "sp" {
  length = 32
}
