resource "azurerm_federated_identity_credential" "staging" {
  name                      = "staging"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:staging"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused] Its jobs present `repo:contoso/app:environment:production`
}

resource "azurerm_federated_identity_credential" "release" {
  name                      = "release"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/tags/v1"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused]
}

resource "azurerm_federated_identity_credential" "ids" {
  name                      = "ids"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso@5544123/app@821093847:environment:staging"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused] Its jobs present `repo:contoso@5544123/app@821093847:environment:production`
}

resource "azurerm_federated_identity_credential" "former" {
  name                      = "former"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso@5544123/app@1:environment:production"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused]
}

resource "azurerm_federated_identity_credential" "spelling" {
  name                      = "spelling"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:Contoso/app:environment:production"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused]
}

resource "azurerm_federated_identity_credential" "main" {
  name                      = "main"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/main"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[permission] the job "report" in nightly.yml would present
}

resource "azurerm_federated_identity_credential" "production" {
  name                      = "production"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "production_ids" {
  name                      = "production_ids"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso@5544123/app@821093847:environment:production"
}

resource "azurerm_federated_identity_credential" "other" {
  name                      = "other"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/api:environment:staging"
}

resource "azurerm_federated_identity_credential" "dead" {
  name                      = "dead"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/*"
}

resource "azurerm_federated_identity_credential" "open" {
  name                      = "open"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/${var.app}:environment:staging"
}

resource "azurerm_federated_identity_credential" "customised" {
  name                      = "customised"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:staging:job_workflow_ref:contoso/app/.github/workflows/deploy.yml@refs/heads/main"
}

resource "azurerm_federated_identity_credential" "template" {
  name                      = "template"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:workflow:Deploy"
}

