resource "azurerm_dev_center_project_environment_type" "dev" {
  name                          = "dev"
  location                      = "westeurope"
  dev_center_project_id         = azurerm_dev_center_project.payments.id
  deployment_target_id          = "/subscriptions/00000000-0000-0000-0000-000000000001"
  creator_role_assignment_roles = ["b24988ac-6180-42a0-ab88-20f7382dd24c"]
  #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorControls]

  identity {
    type = "SystemAssigned"
  }

  user_role_assignment {
    user_id = "00000000-0000-0000-0000-000000000002"
    roles   = ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635"]
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[creatorGrants]
  }
}
