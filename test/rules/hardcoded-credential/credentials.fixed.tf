resource "azuredevops_serviceendpoint_azurerm" "deploy" {
  project_id                             = var.project_id
  service_endpoint_name                  = "deploy"
  service_endpoint_authentication_scheme = "WorkloadIdentityFederation"

  credentials {
    serviceprincipalid = "4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43"
  }
}

resource "github_actions_secret" "deploy" {
  repository  = "payments"
  secret_name = "PARTNER"
  value       = "Contoso-demo-secret-1"
}

resource "kubernetes_secret_v1" "partner" {
  metadata {
    name = "partner"
  }

  data = {
    client_secret = "Contoso-demo-secret-2"
    tenant        = "contoso.onmicrosoft.com"
  }
}

resource "azurerm_data_factory_linked_service_kusto" "logs" {
  name                 = "logs"
  data_factory_id      = var.factory_id
  kusto_endpoint       = "https://logs.westeurope.kusto.windows.net"
  kusto_database_name  = "logs"
  use_managed_identity = true
}

resource "azurerm_virtual_machine_extension" "setup" {
  name                 = "setup"
  virtual_machine_id   = var.machine_id
  publisher            = "Microsoft.Compute"
  type                 = "CustomScriptExtension"
  type_handler_version = "1.10"

  protected_settings = jsonencode({
    storageAccountName = "stpayments"
    storageAccountKey  = "Contoso-demo-key-1"
  })
}

resource "azapi_resource" "credential" {
  type      = "Microsoft.Automation/automationAccounts/credentials@2023-11-01"
  name      = "runner"
  parent_id = var.account_id

  body = {
    properties = {
      userName = "runner"
      password = "autumn"
    }
  }
}

variable "project_id" {}
variable "factory_id" {}
variable "machine_id" {}
variable "account_id" {}
