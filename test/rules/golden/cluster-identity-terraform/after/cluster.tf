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
  name                      = "aks-contoso"
  resource_group_name       = var.resource_group_name
  location                  = var.location
  dns_prefix                = "contoso"
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  default_node_pool {
    name           = "system"
    node_count     = 3
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
  }

  local_account_disabled = true

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "main_acr_pull" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_kubernetes_cluster.main.kubelet_identity[0].object_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "main_network_contributor" {
  scope                = azurerm_subnet.nodes.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_kubernetes_cluster.main.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}
