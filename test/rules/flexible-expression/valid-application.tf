
resource "azuread_application_flexible_federated_identity_credential" "tags" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "tags"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/tags/v*'"
}

resource "azuread_application_flexible_federated_identity_credential" "gitlab" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "gitlab"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://gitlab.com"
  claims_matching_expression = "claims['sub'] matches 'project_id:57382910:ref_type:branch:ref:release/*'"
}

resource "azuread_application_flexible_federated_identity_credential" "terraform" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "terraform"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://app.terraform.io"
  claims_matching_expression = "claims['sub'] matches 'organization:contoso:project:payments:workspace:*:run_phase:plan'"
}
