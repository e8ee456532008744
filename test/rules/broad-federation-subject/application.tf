variable "organization" {
  type = string
}

locals {
  issuer = "https://token.actions.githubusercontent.com"
}

resource "azuread_application_federated_identity_credential" "pull_requests" {
  application_id = azuread_application_registration.deployer.id
  display_name   = "pull-requests"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = local.issuer
  subject        = "repo:${var.organization}/app:pull_request"
}

resource "azuread_application_flexible_federated_identity_credential" "outsiders" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "outsiders"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = local.issuer
  claims_matching_expression = "claims['sub'] matches 'repo:contoso*/app:environment:prod'"
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[outsiders]
}

# What runs is a reviewed file, yet for every repository of the organization.
resource "azuread_application_flexible_federated_identity_credential" "shared_workflow" {
  application_id             = azuread_application_registration.deployer.id
  display_name               = "shared-workflow"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = local.issuer
  claims_matching_expression = "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/main' and claims['job_workflow_ref'] eq 'contoso/shared/.github/workflows/deploy.yml@refs/heads/main'"
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[broad]
}

resource "azurerm_federated_identity_credential" "template" {
  name                      = "template"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = local.issuer
  subject                   = "environment:production"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^ error[outsiders]
}

# azurerm before 4.65 names the identity otherwise.
resource "azurerm_federated_identity_credential" "cluster" {
  name                = "cluster"
  resource_group_name = "identities"
  parent_id           = azurerm_user_assigned_identity.deployer.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject             = "system:serviceaccount:default:api"
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[broad]
}

resource "azapi_resource" "any_phase" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview"
  name      = "any-phase"
  parent_id = azurerm_user_assigned_identity.deployer.id
  body = {
    properties = {
      issuer    = "https://app.terraform.io"
      audiences = ["api://AzureADTokenExchange"]
      claimsMatchingExpression = {
        value           = "claims['sub'] matches 'organization:contoso:project:core:workspace:prod:run_phase:*'"
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[broad]
        languageVersion = 1
      }
    }
  }
}

resource "msgraph_resource" "hyphens" {
  url         = "applications/${azuread_application_registration.deployer.object_id}/federatedIdentityCredentials"
  api_version = "beta"
  body = {
    name      = "hyphens"
    issuer    = local.issuer
    subject   = "repo:contoso-5544123/app-821093847:ref:refs/heads/main"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[outsiders]
    audiences = ["api://AzureADTokenExchange"]
  }
}
