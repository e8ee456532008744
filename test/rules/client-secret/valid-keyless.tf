terraform {
  backend "azurerm" {
    key              = "payments.tfstate"
    use_azuread_auth = true
    use_oidc         = true
    client_secret    = ""
  }
}

provider "azurerm" {
  features {}
  use_oidc      = true
  client_secret = ""
}

provider "aws" {
  secret_key = var.aws
}

variable "aws" {
  sensitive = true
}

resource "azuread_application_federated_identity_credential" "main" {
  application_id = azuread_application.main.id
  display_name   = "github"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/payments:environment:production"
}

resource "azuread_application" "main" {
  display_name = "payments"
}

data "azuread_application" "other" {
  display_name = "other"
}
