variable "client_secret" {
  type      = string
  sensitive = true
  default   = ""
}

variable "placeholder_password" {
  default = "changeme"
}

variable "secret_name" {
  default = "partner-client-secret"
}

variable "key_vault_secret_id" {
  default = "https://kv-payments.vault.azure.net/secrets/partner"
}

variable "enable_password_auth" {
  default = false
}

variable "token" {
  sensitive = true
  default   = null
}

provider "azurerm" {
  features {}
  client_secret = var.client_secret
}

provider "azuread" {
  client_secret = "<your secret>"
}

resource "azurerm_linux_web_app" "main" {
  name = "app-payments"

  app_settings = {
    CLIENT_SECRET = "@Microsoft.KeyVault(SecretUri=https://kv-payments.vault.azure.net/secrets/partner/)"
    DB_PASSWORD   = var.client_secret
    STORAGE       = "UseDevelopmentStorage=true"
    PASSWORD_FILE = "/run/secrets/password"
    TOKEN         = "${var.client_secret}-x"
  }
}

# client_secret = "xxxxxxxxxxxxxxxxxxxx"
