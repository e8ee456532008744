resource "azurerm_mssql_server" "main" {
  name                         = "sql-contoso"
  resource_group_name          = var.resource_group_name
  location                     = var.location
  version                      = "12.0"
  administrator_login          = "orders"
  administrator_login_password = var.sql_password
}

resource "azurerm_mssql_database" "orders" {
  name      = "orders"
  server_id = azurerm_mssql_server.main.id
}

resource "azurerm_linux_web_app" "shop" {
  name                = "app-shop"
  resource_group_name = var.resource_group_name
  location            = var.location
  service_plan_id     = var.service_plan_id

  app_settings = {
    LOG_LEVEL = "info"
    DATABASE  = "Server=tcp:${azurerm_mssql_server.main.fully_qualified_domain_name},1433;Database=${azurerm_mssql_database.orders.name};Encrypt=True;Authentication=Active Directory Managed Identity"
  }

  connection_string {
    name  = "Orders"
    type  = "SQLAzure"
    value = "Server=tcp:${azurerm_mssql_server.main.fully_qualified_domain_name};Database=orders;Authentication=Active Directory Managed Identity"
  }

  site_config {}

  identity {
    type = "SystemAssigned"
  }
}

variable "sql_password" {
  type      = string
  sensitive = true
}
