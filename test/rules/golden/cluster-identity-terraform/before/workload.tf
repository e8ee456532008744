resource "azurerm_user_assigned_identity" "orders" {
  name                = "id-orders"
  resource_group_name = var.resource_group_name
  location            = var.location
}

resource "kubernetes_service_account" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"

    annotations = {
      "azure.workload.identity/client-id" = azurerm_user_assigned_identity.orders.client_id
    }
  }
}
