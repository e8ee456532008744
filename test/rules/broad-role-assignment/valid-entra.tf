data "azuread_service_principal" "sharepoint" {
  client_id = "00000003-0000-0ff1-ce00-000000000000"
}

resource "azuread_user" "alice" {
  display_name        = "Alice"
  user_principal_name = "alice@contoso.com"
}

resource "azuread_service_principal" "deployer" {
  client_id = "00000000-0000-0000-0000-000000000001"
}

resource "azuread_app_role_assignment" "selected" {
  app_role_id         = "883ea226-0bf2-4a8f-9f9d-92c9162a727d"
  principal_object_id = azuread_service_principal.deployer.object_id
  resource_object_id  = "00000000-0000-0000-0000-000000000002"
}

resource "azuread_app_role_assignment" "of_another_service" {
  app_role_id         = data.azuread_service_principal.sharepoint.app_role_ids["Sites.FullControl.All"]
  principal_object_id = azuread_service_principal.deployer.object_id
  resource_object_id  = data.azuread_service_principal.sharepoint.object_id
}

resource "azuread_directory_role_assignment" "of_a_person" {
  role_id             = "62e90394-69f5-4237-9190-012177145e10"
  principal_object_id = azuread_user.alice.object_id
}

resource "azuread_directory_role_assignment" "in_a_unit" {
  role_id             = "fe930be7-5e62-47db-91af-98c3a49a38b1"
  principal_object_id = azuread_service_principal.deployer.object_id
  directory_scope_id  = "/administrativeUnits/00000000-0000-0000-0000-000000000003"
}

resource "azuread_directory_role_assignment" "reader" {
  role_id             = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
  principal_object_id = azuread_service_principal.deployer.object_id
}

variable "role" {
  type = string
}

resource "azurerm_role_assignment" "unknown" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000004"
  role_definition_name = var.role
  principal_id         = azuread_service_principal.deployer.object_id
}

resource "azurerm_role_assignment" "reader" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000004"
  role_definition_name = "Reader"
  principal_id         = azuread_service_principal.deployer.object_id
}
