provider "azurerm" {
  features {}
  client_id = "b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa"
  tenant_id = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
  use_oidc = true
}
