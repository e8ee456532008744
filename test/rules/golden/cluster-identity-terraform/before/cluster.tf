resource "azuread_application" "cluster" {
  display_name = "aks-contoso"
}

resource "azuread_service_principal" "cluster" {
  client_id = azuread_application.cluster.client_id
}

resource "azuread_application_password" "cluster_secret" {
  application_id = azuread_application.cluster.id
}

resource "azurerm_role_assignment" "pull" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azuread_service_principal.cluster.object_id
}

resource "azurerm_kubernetes_cluster" "main" {
  name                = "aks-contoso"
  resource_group_name = var.resource_group_name
  location            = var.location
  dns_prefix          = "contoso"

  default_node_pool {
    name           = "system"
    node_count     = 3
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
  }

  # Renewed every year by hand.
  service_principal {
    client_id     = azuread_application.cluster.client_id
    client_secret = azuread_application_password.cluster_secret.value
  }

  local_account_disabled = true

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
  }
}
