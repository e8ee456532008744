resource "azurerm_federated_identity_credential" "plan" {
  name                      = "plan"
  user_assigned_identity_id = azurerm_user_assigned_identity.plan.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:pull_request"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[alone]
}

resource "azurerm_role_assignment" "plan" {
  scope                = azurerm_resource_group.app.id
  role_definition_name = "Reader"
  principal_id         = azurerm_user_assigned_identity.plan.principal_id
}

resource "azurerm_role_assignment" "plan_blobs" {
  scope                = azurerm_resource_group.app.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.plan.principal_id
}

resource "azurerm_federated_identity_credential" "deploy" {
  name                      = "deploy"
  user_assigned_identity_id = azurerm_user_assigned_identity.deploy.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:pull_request"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
}

resource "azurerm_role_assignment" "deploy" {
  scope                = azurerm_resource_group.app.id
  role_definition_name = "Contributor"
  principal_id         = azurerm_user_assigned_identity.deploy.principal_id
}

resource "azurerm_role_assignment" "deploy_read" {
  scope                = azurerm_resource_group.app.id
  role_definition_name = "Reader"
  principal_id         = azurerm_user_assigned_identity.deploy.principal_id
}

resource "azurerm_federated_identity_credential" "keys" {
  name                      = "keys"
  user_assigned_identity_id = azurerm_user_assigned_identity.keys.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:pull_request"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[alone]
}

resource "azurerm_role_assignment" "keys" {
  scope                = azurerm_resource_group.app.id
  role_definition_name = "Reader and Data Access"
  principal_id         = azurerm_user_assigned_identity.keys.principal_id
}
