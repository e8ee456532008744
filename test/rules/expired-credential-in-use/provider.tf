variable "secret" {
  type      = string
  sensitive = true
}

provider "azurerm" {
  features {}
  client_id = "4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[expired]
  tenant_id = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
  client_secret = var.secret
}
