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

  storage_account_name          = azurerm_storage_account.state.name
  storage_uses_managed_identity = true

  site_config {
    application_stack {
      node_version = "22"
    }
  }

  app_settings = {
    Payments__fullyQualifiedNamespace = "${azurerm_servicebus_namespace.payments.name}.servicebus.windows.net"
    LOG                               = "info"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "orders_azure_service_bus_data_receiver" {
  scope                = azurerm_servicebus_namespace.payments.id
  role_definition_name = "Azure Service Bus Data Receiver"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_azure_service_bus_data_sender" {
  scope                = azurerm_servicebus_namespace.payments.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_blob_data_owner" {
  scope                = azurerm_storage_account.state.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_queue_data_contributor" {
  scope                = azurerm_storage_account.state.id
  role_definition_name = "Storage Queue Data Contributor"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_table_data_contributor" {
  scope                = azurerm_storage_account.state.id
  role_definition_name = "Storage Table Data Contributor"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}
