data "azurerm_subscription" "current" {}

module "roles" {
  source       = "./roles"
  principal_id = "00000000-0000-0000-0000-000000000001"
  role         = "Owner"
  #              ^^^^^^^ error[grantsRoles]
  scope        = data.azurerm_subscription.current.id
}

module "vault" {
  source = "Azure/avm-res-keyvault-vault/azurerm"
  role_assignments = {
    admin = {
      principal_id               = "00000000-0000-0000-0000-000000000001"
      role_definition_id_or_name = "Contributor"
      #                            ^^^^^^^^^^^^^ information[fullControl]
    }
  }
}
