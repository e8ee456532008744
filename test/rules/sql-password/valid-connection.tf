# A server of one's own, another database, no password, and a text that is none of ours.
resource "azurerm_linux_web_app" "shop" {
  name = "app-shop"

  app_settings = {
    OWN     = "Server=sql.contoso.internal;Database=orders;User Id=orders;Password=${var.password}"
    MYSQL   = "Server=contoso.mysql.database.azure.com;Database=orders;Uid=orders;Pwd=${var.password}"
    KEYLESS = "Server=sql-contoso.database.windows.net;Database=orders;Authentication=Active Directory Managed Identity"
    LATER   = local.connection
  }
}

locals {
  connection = "Server=sql-contoso.database.windows.net;Database=orders;User Id=orders;Password=${var.password}"
}

variable "password" {
  type      = string
  sensitive = true
}
