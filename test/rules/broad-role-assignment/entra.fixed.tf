data "azuread_application_published_app_ids" "well_known" {}

resource "azuread_service_principal" "msgraph" {
  client_id    = data.azuread_application_published_app_ids.well_known.result.MicrosoftGraph
  use_existing = true
}

resource "azuread_service_principal" "deployer" {
  client_id = azuread_application.deployer.client_id
}

resource "azuread_application" "deployer" {
  display_name = "deployer"
  required_resource_access {
    resource_app_id = "00000003-0000-0000-c000-000000000000"
    resource_access {
      id   = "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"
      type = "Role"
    }
    resource_access {
      id   = azuread_service_principal.msgraph.app_role_ids["Sites.Selected"]
      type = "Role"
    }
    resource_access {
      id   = "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
      type = "Scope"
    }
  }
}

resource "azuread_app_role_assignment" "by_name" {
  app_role_id         = azuread_service_principal.msgraph.app_role_ids["AppRoleAssignment.ReadWrite.All"]
  principal_object_id = azuread_service_principal.deployer.object_id
  resource_object_id  = azuread_service_principal.msgraph.object_id
}

resource "azuread_app_role_assignment" "each" {
  for_each            = toset(["User.Read.All", "Mail.ReadWrite"])
  app_role_id         = azuread_service_principal.msgraph.app_role_ids[each.value]
  principal_object_id = azuread_service_principal.deployer.object_id
  resource_object_id  = azuread_service_principal.msgraph.object_id
}

resource "azuread_application_api_access" "deployer" {
  application_id = azuread_application.deployer.id
  api_client_id  = "00000003-0000-0000-c000-000000000000"
  role_ids       = ["1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9"]
}

resource "azuread_directory_role" "admin" {
  display_name = "Application administrator"
}

resource "azuread_directory_role_assignment" "admin" {
  role_id             = azuread_directory_role.admin.template_id
  principal_object_id = azuread_service_principal.deployer.object_id
}

resource "azuread_directory_role_assignment" "helpdesk" {
  role_id             = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
  principal_object_id = azuread_service_principal.deployer.object_id
}

resource "azuread_service_principal_delegated_permission_grant" "deployer" {
  service_principal_object_id          = azuread_service_principal.deployer.object_id
  resource_service_principal_object_id = azuread_service_principal.msgraph.object_id
  claim_values                         = ["openid", "Directory.ReadWrite.All"]
}

resource "msgraph_resource" "role" {
  url = "roleManagement/directory/roleAssignments"
  body = {
    principalId      = azuread_service_principal.deployer.object_id
    roleDefinitionId = "62e90394-69f5-4237-9190-012177145e10"
    directoryScopeId = "/"
  }
}
