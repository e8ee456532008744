# What the partners' repositories publish with, and how not to trust them.
locals {
  partners = [
    "adatum", "alpine", "bellows", "best-for-you", "city-power", "coho", "consolidated", "fabrikam", "first-up",
    "fourth-coffee", "graphic", "humongous", "lamna", "liberty", "litware", "lucerne", "margie", "munson", "northwind",
    "proseware", "relecloud",
  ]
}

resource "azurerm_user_assigned_identity" "partners" {
  name                = "payments-partners"
  resource_group_name = azurerm_resource_group.settlement.name
  location            = azurerm_resource_group.settlement.location
}

# One more than an identity can have.
resource "azurerm_federated_identity_credential" "partners" {
  for_each                  = toset(local.partners)
  name                      = each.value
  user_assigned_identity_id = azurerm_user_assigned_identity.partners.id
  audience                  = local.audiences
  issuer                    = local.github_issuer
  subject                   = "repo:contoso/partner-${each.value}:environment:production"
}

resource "azuread_application" "publisher" {
  display_name = "payments-publisher"
}

# The portal writes ids; this repository presents names.
resource "azuread_application_federated_identity_credential" "portal" {
  application_id = azuread_application.publisher.id
  display_name   = "portal"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:contoso@6154722/payments@1157352866:environment:production"
}

# A capital D is enough: the audience is compared letter by letter.
resource "azuread_application_federated_identity_credential" "test" {
  application_id = azuread_application.publisher.id
  display_name   = "test"
  audiences      = ["api://AzureAdTokenExchange"]
  issuer         = local.github_issuer
  subject        = "repo:contoso/payments:environment:test"
}

# Twice the same: the second one is refused.
resource "azuread_application_federated_identity_credential" "catalogue" {
  application_id = azuread_application.publisher.id
  display_name   = "catalogue"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:contoso/catalogue:environment:production"
}

resource "azuread_application_federated_identity_credential" "catalogue_copy" {
  application_id = azuread_application.publisher.id
  display_name   = "catalogue-copy"
  audiences      = local.audiences
  issuer         = local.github_issuer
  subject        = "repo:contoso/catalogue:environment:production"
}

# The language has no or.
resource "azuread_application_flexible_federated_identity_credential" "releases" {
  application_id             = azuread_application.publisher.id
  display_name               = "releases"
  audience                   = local.audiences[0]
  issuer                     = local.github_issuer
  claims_matching_expression = "claims['sub'] eq 'repo:contoso/payments:ref:refs/heads/main' or claims['sub'] matches 'repo:contoso/payments:ref:refs/tags/v*'"
}
