locals {
  deployer_secret = "Contoso-demo-secret-1"
#                   ^^^^^^^^^^^^^^^^^^^^^^^ error[signIn]
  admin           = "Contoso-demo-password-1"
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^ error[credential]
}

provider "azurerm" {
  features {}
  client_secret = local.deployer_secret
}

resource "azurerm_mssql_server" "main" {
  name                         = "sql-payments"
  administrator_login_password = local.admin
}

resource "azurerm_mssql_server" "second" {
  name                         = "sql-payments-2"
  administrator_login_password = local.admin
}
