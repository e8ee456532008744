terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "deploy_secret" {
  type      = string
  sensitive = true
}

resource "azuread_application_password" "deploy" {
  application_id = "/applications/00aa00aa-bb11-cc22-dd33-44ee44ee44ee"
}

resource "github_actions_secret" "deploy" {
  repository  = "payments"
  secret_name = "DEPLOY"
  value       = azuread_application_password.deploy.value
}

resource "github_actions_secret" "named" {
  repository  = "payments"
  secret_name = "AZURE_CLIENT_SECRET"
  value       = var.deploy_secret
}

resource "github_actions_secret" "partner" {
  repository  = "payments"
  secret_name = "PARTNER_TOKEN"
  value       = var.deploy_secret
}

resource "azuredevops_serviceendpoint_azurerm" "deploy" {
  project_id                             = "payments"
  service_endpoint_name                  = "deploy"
  service_endpoint_authentication_scheme = "WorkloadIdentityFederation"

  credentials {
    serviceprincipalid  = "4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43"
    serviceprincipalkey = var.deploy_secret
  }
}

resource "azuredevops_serviceendpoint_azurerm" "default" {
  project_id                             = "payments"
  service_endpoint_name                  = "default"
  service_endpoint_authentication_scheme = "WorkloadIdentityFederation"
}

provider "databricks" {
  token = var.deploy_secret
}

resource "kubernetes_secret_v1" "deploy" {
  metadata {
    name = "deploy"
  }

  data = {
    AZURE_CLIENT_SECRET = var.deploy_secret
    PARTNER_TOKEN       = var.deploy_secret
  }
}

resource "azurerm_linux_web_app" "main" {
  name                = "app-payments"
  location            = "westeurope"
  resource_group_name = "rg-payments"
  service_plan_id     = "plan"

  app_settings = {
    MICROSOFT_PROVIDER_AUTHENTICATION_SECRET = var.deploy_secret
  }

  site_config {
    application_stack {
      docker_registry_url = "https://crpayments.azurecr.io"
    }

    container_registry_use_managed_identity = true
  }

  identity {
    type = "SystemAssigned"
  }
}
