variable "organization" {
  type = string
}

resource "azuread_application_flexible_federated_identity_credential" "wildcard" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "tags"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:${var.organization}/app:ref:refs/tags/v*'"
}

resource "azurerm_federated_identity_credential" "refs" {
  name                      = "refs"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:${var.organization}/app:ref:refs/heads/main"
}

resource "azurerm_federated_identity_credential" "branch" {
  name                      = "branch"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/main"
}

resource "azurerm_federated_identity_credential" "cluster" {
  name                      = "cluster"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject                   = "system:serviceaccount:payments:*"
}

resource "azuread_application_flexible_federated_identity_credential" "enterprise" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "enterprise"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/release*:*'"
}

resource "azapi_resource" "google" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30"
  name      = "google"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://accounts.google.com"
      subject   = "deployer@contoso.iam.gserviceaccount.com"
      audiences = ["api://AzureADTokenExchange"]
    }
  }
}
