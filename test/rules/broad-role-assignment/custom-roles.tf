data "azurerm_subscription" "primary" {}

resource "azurerm_resource_group" "web" {
  name     = "web"
  location = "westeurope"
}

resource "azurerm_role_definition" "widens_itself" {
  name  = "role-author"
  scope = data.azurerm_subscription.primary.id

  permissions {
    actions     = ["Microsoft.Authorization/roleDefinitions/*"]
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[customWidens]
    not_actions = ["Microsoft.Authorization/roleDefinitions/delete"]
  }
}

resource "azurerm_role_definition" "owner_of_group" {
  name  = "group-owner"
  scope = azurerm_resource_group.web.id

  permissions {
    actions = ["*"]
#              ^^^ warning[customFull]
  }
}

resource "azurerm_role_definition" "contributor_of_group" {
  name  = "group-contributor"
  scope = data.azurerm_subscription.primary.id

  permissions {
    actions     = ["*"]
#                  ^^^ information[customContributor]
    not_actions = ["Microsoft.Authorization/*"]
  }

  assignable_scopes = [azurerm_resource_group.web.id]
}

resource "azurerm_role_definition" "owner_of_both" {
  name  = "owner"
  scope = azurerm_resource_group.web.id

  permissions {
    actions = ["*"]
#              ^^^ error[customFull]
  }

  assignable_scopes = [
    azurerm_resource_group.web.id,
    data.azurerm_subscription.primary.id,
  ]
}
