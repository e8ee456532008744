variable "password" {
  type      = string
  sensitive = true
}

resource "azurerm_container_registry" "images" {
  name                = "contosoimages"
  resource_group_name = "contoso"
  location            = "westeurope"
  sku                 = "Basic"
  admin_enabled       = false
}

resource "azurerm_mssql_server" "sql" {
  name                         = "contoso-sql"
  administrator_login          = "contoso"
  administrator_login_password = var.password
}

resource "azurerm_postgresql_flexible_server" "postgres" {
  name                   = "contoso-postgres"
  administrator_login    = "contoso"
  administrator_password = var.password
}

resource "azurerm_mysql_flexible_server_configuration" "entra" {
  name  = "aad_auth_only"
  value = "ON"
}

resource "azurerm_linux_virtual_machine" "machine" {
  name                            = "contoso-machine"
  admin_username                  = "contoso"
  admin_password                  = var.password
  disable_password_authentication = false
}
