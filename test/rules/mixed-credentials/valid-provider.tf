variable "client_secret" {
  type      = string
  sensitive = true
}

provider "azurerm" {
  features {}
  use_oidc = true
}

provider "azuread" {
  client_secret = var.client_secret
}
