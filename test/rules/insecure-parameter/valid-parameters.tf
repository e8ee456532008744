variable "admin_password" {
  type      = string
  sensitive = true
}

variable "admin_login" {
  type = string
}

variable "key_vault_secret" {
  type = string
}

variable "secret_names" {
  type = list(string)
}

resource "azurerm_mssql_server" "orders" {
  administrator_login          = var.admin_login
  administrator_login_password = var.admin_password
}
