variable "organization" {
  type = string
}

resource "azuread_application_flexible_federated_identity_credential" "unclosed" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "unclosed"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:${var.organization}/app:*"
#                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[syntax]
}

resource "azuread_application_flexible_federated_identity_credential" "enterprise" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "enterprise"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com/contoso"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/release/*'"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unsupported]
}

resource "azuread_application_flexible_federated_identity_credential" "curly" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "curly"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches ‘repo:contoso/app:ref:refs/heads/release/*’"
#                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[suspicious]
}

resource "azuread_application_flexible_federated_identity_credential" "end" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "end"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/release/*' "
#                                                                                                ^ error[syntax]
}
