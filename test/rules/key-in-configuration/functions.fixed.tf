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
  name                          = "func-contoso-orders"
  resource_group_name           = "rg-contoso"
  location                      = "westeurope"
  service_plan_id               = "plan"
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  site_config {}

  app_settings = {
    Orders__fullyQualifiedNamespace = "${azurerm_servicebus_namespace.orders.name}.servicebus.windows.net"
    Greeting                        = "hello"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "orders_azure_service_bus_data_receiver" {
  scope                = azurerm_servicebus_namespace.orders.id
  role_definition_name = "Azure Service Bus Data Receiver"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_azure_service_bus_data_sender" {
  scope                = azurerm_servicebus_namespace.orders.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_blob_data_owner" {
  scope                = azurerm_storage_account.orders.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_queue_data_contributor" {
  scope                = azurerm_storage_account.orders.id
  role_definition_name = "Storage Queue Data Contributor"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "orders_storage_table_data_contributor" {
  scope                = azurerm_storage_account.orders.id
  role_definition_name = "Storage Table Data Contributor"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}
