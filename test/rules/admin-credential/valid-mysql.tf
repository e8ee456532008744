variable "password" {
  type      = string
  sensitive = true
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                   = "contoso-orders"
  administrator_login    = "contoso"
  administrator_password = var.password
}

resource "azurerm_mysql_flexible_server_configuration" "all" {
  for_each    = { aad_auth_only = "ON", slow_query_log = "OFF" }
  name        = each.key
  server_name = azurerm_mysql_flexible_server.orders.name
  value       = each.value
}
