resource "azurerm_user_assigned_identity" "deployer" {
  name                = "deployer"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "azurerm_user_assigned_identity" "staging" {
  name                = "staging"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "azurerm_federated_identity_credential" "github" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production"
}

resource "azurerm_federated_identity_credential" "staging" {
  name                      = "staging"
  user_assigned_identity_id = azurerm_user_assigned_identity.staging.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:staging"
}

resource "github_actions_variable" "client_id_variable" {
  repository = "app"
  variable_name = "AZURE_CLIENT_ID"
  value = azurerm_user_assigned_identity.deployer.client_id
}

resource "github_actions_environment_variable" "client_id_environment_variable" {
  repository = "app"
  environment = "staging"
  variable_name = "AZURE_CLIENT_ID"
  value = azurerm_user_assigned_identity.staging.client_id
}
