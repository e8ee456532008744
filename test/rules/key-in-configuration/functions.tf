resource "azurerm_storage_account" "orders" {
  name                     = "stcontosoorders"
  resource_group_name      = "rg-contoso"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_servicebus_namespace" "orders" {
  name                = "sb-contoso-orders"
  resource_group_name = "rg-contoso"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_servicebus_namespace_authorization_rule" "app" {
  name         = "app"
  namespace_id = azurerm_servicebus_namespace.orders.id
  listen       = true
}

resource "azurerm_linux_function_app" "orders" {
  name                       = "func-contoso-orders"
  resource_group_name        = "rg-contoso"
  location                   = "westeurope"
  service_plan_id            = "plan"
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[property]

  site_config {}

  app_settings = {
    Orders   = azurerm_servicebus_namespace_authorization_rule.app.primary_connection_string
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
    Greeting = "hello"
  }
}
