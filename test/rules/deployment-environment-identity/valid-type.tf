resource "azurerm_dev_center_project_environment_type" "dev" {
  name                          = "dev"
  location                      = "westeurope"
  dev_center_project_id         = azurerm_dev_center_project.payments.id
  deployment_target_id          = "/subscriptions/00000000-0000-0000-0000-000000000001"
  creator_role_assignment_roles = ["acdd72a7-3385-48ef-bd42-f606fba81ae7"]

  identity {
    type = "SystemAssigned"
  }
}
