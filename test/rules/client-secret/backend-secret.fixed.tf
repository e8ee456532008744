terraform {
  backend "azurerm" {
    key              = "payments.tfstate"
    use_azuread_auth = true
    use_oidc         = true
  }
}

variable "secret" {
  sensitive = true
}
