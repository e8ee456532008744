terraform {
  backend "azurerm" {
    storage_account_name = "stpaymentsstate"
    container_name       = "state"
    key                  = "payments.tfstate"
    access_key           = var.state_key
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[backendKey]
  }
}

variable "state_key" {
  type      = string
  sensitive = true
}
