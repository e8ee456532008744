resource "azurerm_container_registry" "images" {
  name                = "crcontoso"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_kubernetes_cluster" "main" {
  name                = "aks-contoso"
  resource_group_name = var.resource_group_name
  location            = var.location
  dns_prefix          = "contoso"

  default_node_pool {
    name       = "system"
    node_count = 3
    vm_size    = "Standard_D4s_v5"
  }

  identity {
    type = "SystemAssigned"
  }
}

# What pods name in imagePullSecrets.
resource "kubernetes_secret" "registry_password" {
  metadata {
    name      = "registry"
    namespace = "shop"
  }

  type = "kubernetes.io/dockerconfigjson"

  data = {
    ".dockerconfigjson" = jsonencode({
      auths = {
        (azurerm_container_registry.images.login_server) = {
          username = azurerm_container_registry.images.admin_username
          password = azurerm_container_registry.images.admin_password
        }
      }
    })
  }
}
