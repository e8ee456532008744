locals {
  branches = ["release-00", "release-01", "release-02", "release-03", "release-04", "release-05", "release-06", "release-07", "release-08", "release-09", "release-10", "release-11", "release-12", "release-13", "release-14", "release-15", "release-16", "release-17", "release-18"]
}

resource "azurerm_federated_identity_credential" "releases" {
  for_each                  = toset(local.branches)
  name                      = each.value
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/${each.value}"
}

resource "azurerm_federated_identity_credential" "main" {
  name                      = "main"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/main"
}

resource "azurerm_federated_identity_credential" "production" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[tooMany]
  name                      = "production"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "test" {
  name                      = "test"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:test"
}
