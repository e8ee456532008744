terraform {
  backend "azurerm" {
    storage_account_name = "stpaymentsstate"
    container_name       = "state"
    key                  = "payments.tfstate"
    use_azuread_auth     = true
    use_oidc             = true
  }
}

variable "state_key" {
  type      = string
  sensitive = true
}
