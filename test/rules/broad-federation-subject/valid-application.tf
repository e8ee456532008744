variable "subject" {
  type = string
}

resource "azuread_application_federated_identity_credential" "production" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "production"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso@5544123/app@821093847:environment:production"
}

resource "azurerm_federated_identity_credential" "unknown" {
  name                      = "unknown"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = var.subject
}

resource "azurerm_federated_identity_credential" "cluster" {
  name                      = "cluster"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject                   = "system:serviceaccount:payments:api"
}

data "azurerm_federated_identity_credential" "looked_up" {
  name    = "looked-up"
  issuer  = "https://token.actions.githubusercontent.com"
  subject = "repo:contoso/app:pull_request"
}

# The unknown parts may hold the branch or environment.
resource "azurerm_federated_identity_credential" "open" {
  for_each                  = var.subjects
  name                      = each.key
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/${each.value}"
}
