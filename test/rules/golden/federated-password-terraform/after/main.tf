terraform {
  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = "~> 3.5"
    }
    github = {
      source  = "integrations/github"
      version = "~> 6.6"
    }
  }
}

provider "github" {
  owner = "contoso"
}

resource "azuread_application" "deploy" {
  display_name = "deploy-shop"
}

resource "azuread_service_principal" "deploy" {
  client_id = azuread_application.deploy.client_id
}

resource "azuread_application_federated_identity_credential" "deploy_shop" {
  application_id = azuread_application.deploy.id
  display_name   = "shop"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/shop:ref:refs/heads/main"
}

resource "github_actions_secret" "client_id" {
  repository      = "shop"
  secret_name     = "AZURE_CLIENT_ID"
  plaintext_value = azuread_application.deploy.client_id
}
