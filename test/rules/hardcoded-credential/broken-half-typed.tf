provider "azurerm" {
  client_secret = "Contoso-demo-secret-1"
#                 ^^^^^^^^^^^^^^^^^^^^^^^ error[signIn]
  features {
