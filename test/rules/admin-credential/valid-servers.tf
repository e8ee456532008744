resource "azurerm_mssql_server" "sql" {
  name = "contoso-sql"

  azuread_administrator {
    login_username              = "contoso-administrators"
    object_id                   = "00000000-0000-0000-0000-000000000001"
    azuread_authentication_only = true
  }
}

resource "azurerm_postgresql_flexible_server" "postgres" {
  name = "contoso-postgres"

  authentication {
    active_directory_auth_enabled = true
    password_auth_enabled         = false
  }
}

resource "azurerm_mysql_flexible_server_configuration" "other" {
  name  = "interactive_timeout"
  value = "OFF"
}

resource "azurerm_mssql_managed_instance" "instance" {
  name = "contoso-instance"
}

resource "azurerm_mssql_managed_instance_active_directory_administrator" "instance" {
  managed_instance_id         = azurerm_mssql_managed_instance.instance.id
  azuread_authentication_only = true
}

resource "azurerm_linux_virtual_machine" "machine" {
  name           = "contoso-machine"
  admin_username = "contoso"
}
