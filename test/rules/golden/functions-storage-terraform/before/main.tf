resource "azurerm_resource_group" "main" {
  name     = "rg-orders"
  location = "westeurope"
}

resource "azurerm_service_plan" "main" {
  name                = "plan-orders"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  os_type             = "Linux"
  sku_name            = "EP1"
}

resource "azurerm_linux_function_app" "orders" {
  name                = "func-orders"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  service_plan_id     = azurerm_service_plan.main.id

  storage_account_name       = azurerm_storage_account.state.name
  storage_account_access_key = azurerm_storage_account.state.primary_access_key

  site_config {
    application_stack {
      node_version = "22"
    }
  }

  app_settings = {
    Payments = azurerm_servicebus_namespace.payments.default_primary_connection_string
    LOG      = "info"
  }
}
