
resource "azurerm_federated_identity_credential" "spelling" {
  name                      = "spelling"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://azureadtokenexchange"]
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[spelling]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azuread_application_flexible_federated_identity_credential" "flexible" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "flexible"
  audience                   = "api://AzureADTokenExchange "
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[spelling]
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/tags/*'"
}
