resource "azurerm_mssql_server" "orders" {
  name                         = "sql-contoso"
  administrator_login          = "orders"
  administrator_login_password = var.admin
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                   = "psql-contoso"
  administrator_login    = "orders"
  administrator_password = var.accounts["orders"]
}
