provider "azurerm" {
  features {}
  client_id = "11111111-2222-4333-8444-555555555555"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unknown]
  tenant_id = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
  use_oidc = true
}

provider "azuread" {
  client_id = "3f1c2d4e-0000-4000-8000-000000000001"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[objectId]
  tenant_id = "0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05"
  use_oidc = true
}
