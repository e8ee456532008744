provider "azurerm" {
  features {}
  client_id = "b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa"
  tenant_id = "11111111-2222-4333-8444-555555555555"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[managedIdentity]
  use_oidc = true
}
