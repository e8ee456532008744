resource "azurerm_mssql_server" "main" {
  name = "sql-contoso"
}

resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"

  connection_string {
    name  = "Orders"
    type  = "SQLAzure"
    value = "Server=${azurerm_mssql_server.main.fully_qualified_domain_name};Database=orders;User Id=orders;Password=${var.sql_password}"
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[connectionString]
  }
}

resource "azurerm_container_app" "orders" {
  name = "ca-orders"

  template {
    container {
      env {
        name  = "DB"
        value = "Data Source=sql-contoso.database.windows.net;Initial Catalog=orders;UID=orders;PWD=${random_password.sql.result};"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[connectionString]
      }
    }
  }
}

resource "random_password" "sql" {
  length = 32
}

variable "sql_password" {
  type      = string
  sensitive = true
}
