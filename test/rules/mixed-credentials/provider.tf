variable "client_secret" {
  type      = string
  sensitive = true
}

terraform {
  backend "azurerm" {
    use_oidc             = true
    client_secret        = var.client_secret
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[secretBesideUseOidc]
    storage_account_name = "state"
  }
}

provider "azurerm" {
  features {}
  use_oidc      = true
  client_secret = var.client_secret # left over
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[secretBesideUseOidc]
}

provider "azuread" {
  use_oidc                = true
  client_certificate_path = "sp.pfx"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[secretBesideUseOidc]
}
