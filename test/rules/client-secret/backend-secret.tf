terraform {
  backend "azurerm" {
    key              = "payments.tfstate"
    use_azuread_auth = true
    client_secret    = var.secret
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[backendSecret]
  }
}

variable "secret" {
  sensitive = true
}
