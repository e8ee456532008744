# Who may become the settlement service, and where workflows find it.
resource "azurerm_federated_identity_credential" "settlement" {
  name                      = "github-production"
  user_assigned_identity_id = azurerm_user_assigned_identity.settlement.id
  audience                  = local.audiences
  issuer                    = local.github_issuer
  subject                   = "repo:contoso/payments:environment:production"
}

resource "github_actions_variable" "sandbox" {
  repository    = "payments"
  variable_name = "SANDBOX_CLIENT_ID"
  value         = azurerm_user_assigned_identity.settlement.client_id
}
