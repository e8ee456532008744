resource "azurerm_user_assigned_identity" "api" {
  name                = "api"
  resource_group_name = "app"
  location            = "westeurope"
}

resource "azurerm_role_assignment" "of_identity" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.api.principal_id
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[missing]
}

resource "azurerm_role_assignment" "of_kubelet" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name = "AcrPull"
  principal_id         = azurerm_kubernetes_cluster.aks.kubelet_identity[0].object_id
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[missing]
}

resource "azurerm_role_assignment" "of_application" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/app"
  role_definition_name = "Reader"
  principal_id         = azuread_service_principal.app.object_id
  principal_type       = "Group"
  #                      ^^^^^^^ error[wrong]
}
