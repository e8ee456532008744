resource "azurerm_storage_account" "orders" {
  name = "stcontosoorders"
}

resource "random_password" "admin" {
  length = 32
}

output "name" {
  value = azurerm_storage_account.orders.name
}

output "length" {
  value = length(random_password.admin.result)
}

output "password" {
  value     = random_password.admin.result
  sensitive = true
}
