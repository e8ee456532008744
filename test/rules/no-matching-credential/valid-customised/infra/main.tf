resource "azurerm_user_assigned_identity" "deployer" {
  name                = "deployer"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "azurerm_federated_identity_credential" "github" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:environment:production:job_workflow_ref:contoso/shared/.github/workflows/deploy.yml@refs/heads/main"
}

resource "github_actions_variable" "client_id_variable" {
  repository = "app"
  variable_name = "AZURE_CLIENT_ID"
  value = azurerm_user_assigned_identity.deployer.client_id
}
