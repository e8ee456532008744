provider "azurerm" {
  features {}
  client_secret = var.
# ^^^^^^^^^^^^^^^^^^^^ warning[providerSecret]
}

provider "azuread" {
  client_secret = var.client_secret
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[providerSecret]
  use_
}

variable "client_secret" {
  sensitive = true
}
