data "azurerm_subscription" "current" {}

data "azurerm_role_definition" "contributor" {
  name = "Contributor"
}

locals {
  roles = {
    admin = "User Access Administrator"
    read  = "Reader"
  }
  role_ids = {
    owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
  }
}

variable "scope" {
  type = string
}

resource "azurerm_resource_group" "app" {
  name     = "app"
  location = "westeurope"
}

resource "azurerm_storage_account" "store" {
  name                     = "contoso"
  resource_group_name      = azurerm_resource_group.app.name
  location                 = azurerm_resource_group.app.location
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_role_assignment" "by_map" {
  for_each             = local.roles
  scope                = data.azurerm_subscription.current.id
  role_definition_name = each.value
  #                      ^^^^^^^^^^ error(medium)[grantsRoles]
  principal_id         = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "by_data" {
  scope              = azurerm_resource_group.app.id
  role_definition_id = data.azurerm_role_definition.contributor.role_definition_id
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[fullControl]
  principal_id       = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "by_id" {
  scope              = "/providers/Microsoft.Management/managementGroups/contoso"
  role_definition_id = "${data.azurerm_subscription.current.id}/providers/Microsoft.Authorization/roleDefinitions/${local.role_ids.owner}"
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[grantsRoles]
  principal_id       = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "on_resource" {
  scope                = azurerm_storage_account.store.id
  role_definition_name = "Contributor"
  #                      ^^^^^^^^^^^^^ information[fullControl]
  principal_id         = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "identities" {
  scope                = "/subscriptions/${data.azurerm_subscription.current.subscription_id}"
  role_definition_name = "Managed Identity Contributor"
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[privileged]
  principal_id         = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "blobs" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Storage Blob Data Reader"
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[wideData]
  principal_id         = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_assignment" "somewhere" {
  scope                = var.scope
  role_definition_name = "Owner"
  #                      ^^^^^^^ warning(medium)[grantsRoles]
  principal_id         = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_pim_eligible_role_assignment" "eligible" {
  scope              = data.azurerm_subscription.current.id
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
  #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[grantsRoles]
  principal_id       = "00000000-0000-0000-0000-000000000001"
}

resource "azurerm_role_definition" "custom" {
  name  = "deployer"
  scope = data.azurerm_subscription.current.id
  permissions {
    actions     = ["Microsoft.Authorization/roleAssignments/*"]
    #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[customGrants]
    not_actions = []
  }
}

resource "azapi_resource" "assignment" {
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  name      = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
  parent_id = data.azurerm_subscription.current.id
  body = {
    properties = {
      principalId      = "00000000-0000-0000-0000-000000000001"
      roleDefinitionId = "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fullControl]
    }
  }
}

variable "subscription_id" {
  type    = string
  default = ""
}

resource "azurerm_role_assignment" "by_condition" {
  scope                = var.subscription_id != "" ? "/subscriptions/${var.subscription_id}" : data.azurerm_subscription.current.id
  role_definition_name = "Owner"
  # @ 26-33 error[grantsRoles]
  principal_id = "00000000-0000-0000-0000-000000000001"
}

# The role is written in a local: what else takes it from there is not known.
resource "azurerm_role_assignment" "by_local" {
  scope              = azurerm_storage_account.store.id
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/${local.role_ids.owner}"
  # @ 24-100 information[grantsRoles]
  principal_id = "00000000-0000-0000-0000-000000000001"
}
