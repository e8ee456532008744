
resource "azurerm_federated_identity_credential" "slash" {
  name                      = "slash"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com/"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mistake]
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "old" {
  name                = "old"
  resource_group_name = "rg-identities"
  parent_id           = azurerm_user_assigned_identity.deployer.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "http://token.actions.githubusercontent.com"
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mistake]
  subject             = "repo:contoso/app:environment:production"
}

resource "azuread_application_federated_identity_credential" "gitlab" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "gitlab"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://gitlab.com/contoso"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[other]
  subject        = "project_path:contoso/app:ref_type:branch:ref:main"
}
