provider "azurerm" {
  features {}
  use_oidc = true
}

provider "azuread" {
  use_oidc = true
  use_
}

variable "client_secret" {
  sensitive = true
}
