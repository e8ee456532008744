resource "azuread_application_flexible_federated_identity_credential" "all" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "all"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso@6154722/app@1157352866:environment:production'"
}
