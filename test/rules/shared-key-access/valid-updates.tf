resource "azapi_update_resource" "namespace" {
  type        = "Microsoft.EventHub/namespaces@2024-01-01"
  resource_id = azurerm_eventhub_namespace.events.id
  body = {
    properties = {
      minimumTlsVersion = "1.2"
    }
  }
}
