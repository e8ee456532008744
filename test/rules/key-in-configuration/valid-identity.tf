resource "azurerm_storage_account" "orders" {
  name = "stcontosoorders"
}

resource "azurerm_linux_function_app" "orders" {
  name                          = "func-contoso-orders"
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  app_settings = {
    Uploads__blobServiceUri = azurerm_storage_account.orders.primary_blob_endpoint
  }
}

provider "kubernetes" {
  client_key = azurerm_kubernetes_cluster.main.kube_config[0].client_key
}
