terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.40"
    }
    azuread = {
      source  = "hashicorp/azuread"
      version = "~> 3.5"
    }
  }

  backend "azurerm" {
    resource_group_name  = "rg-state"
    storage_account_name = "stcontosostate"
    container_name       = "state"
    key                  = "network.tfstate"
    access_key           = "9fQ2vX7bLr0sYt4KpZ1mHc8dWj5uEg3nAo6iTq=="
  }
}

provider "azurerm" {
  features {}

  subscription_id = var.subscription_id
  tenant_id       = var.tenant_id
  client_id       = var.client_id
  client_secret   = var.client_secret
}

provider "azuread" {
  tenant_id     = var.tenant_id
  client_id     = var.client_id
  client_secret = var.client_secret
}
