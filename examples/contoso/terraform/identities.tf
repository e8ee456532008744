locals {
  github_issuer = "https://token.actions.githubusercontent.com"
  audiences     = ["api://AzureADTokenExchange"]
}

resource "azuread_application" "settlement" {
  display_name = "payments-settlement"
}

resource "azuread_service_principal" "settlement" {
  client_id = azuread_application.settlement.client_id
}

# Read by the settlement service at start.
resource "azuread_application_password" "settlement" {
  application_id = azuread_application.settlement.id
  display_name   = "settlement service"
  end_date       = "2028-12-31T00:00:00Z"
}

resource "azuread_service_principal_password" "settlement" {
  service_principal_id = azuread_service_principal.settlement.id
}

# Any repository of the organization can become the settlement service.
resource "azuread_application_flexible_federated_identity_credential" "organization" {
  application_id             = azuread_application.settlement.id
  display_name               = "github-organization"
  audience                   = local.audiences[0]
  issuer                     = local.github_issuer
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/*'"
}

# The event is called pull_request: this one never matches.
resource "azuread_application_federated_identity_credential" "plan" {
  application_id = azuread_application.settlement.id
  display_name   = "github-plan"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:${var.repository}:pull-request"
}

# Good: one environment of one repository.
resource "azuread_application_federated_identity_credential" "apply" {
  application_id = azuread_application.settlement.id
  display_name   = "github-production"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:${var.repository}:environment:production"
}

# Deployments no longer start from this branch; its trust was left behind.
resource "azuread_application_federated_identity_credential" "live" {
  application_id = azuread_application.settlement.id
  display_name   = "github-live"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:contoso/payments:ref:refs/heads/live"
}
