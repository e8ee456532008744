variable "password" {
  type      = string
  sensitive = true
}

resource "azurerm_mysql_flexible_server" "orders" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                   = "contoso-orders"
  administrator_login    = "contoso"
  administrator_password = var.password
}

resource "azurerm_mysql_flexible_server_configuration" "timeout" {
  name        = "interactive_timeout"
  server_name = azurerm_mysql_flexible_server.orders.name
  value       = "600"
}

resource "azurerm_mysql_flexible_server" "replica" {
  name             = "contoso-replica"
  create_mode      = "Replica"
  source_server_id = azurerm_mysql_flexible_server.orders.id
}
