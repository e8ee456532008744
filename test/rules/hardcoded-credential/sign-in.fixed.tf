provider "azurerm" {
  features {}
  client_id = "e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61"
  use_oidc  = true
}

terraform {
  backend "azurerm" {
    key              = "payments.tfstate"
    use_azuread_auth = true
    use_oidc         = true
  }
}
