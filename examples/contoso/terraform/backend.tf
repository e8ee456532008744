terraform {
  backend "azurerm" {
    resource_group_name  = "rg-payments-state"
    storage_account_name = "stpaymentsstate"
    container_name       = "state"
    key                  = "payments.tfstate"
    # client_id and access_key come with -backend-config=prod.tfbackend.
  }
}
