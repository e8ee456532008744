provider "azurerm" {
  features {}
  client_id     = "e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61"
  client_secret = "Contoso-demo-secret-1"
#                 ^^^^^^^^^^^^^^^^^^^^^^^ error[signIn]
}

terraform {
  backend "azurerm" {
    key        = "payments.tfstate"
    access_key = "Contoso-demo-key-1"
#                ^^^^^^^^^^^^^^^^^^^^ error[signIn]
  }
}
