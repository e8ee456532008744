resource "azurerm_user_assigned_identity" "deployer" {
  name                = "deployer"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "azurerm_federated_identity_credential" "github" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://westeurope.oic.prod-aks.azure.com/0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05/91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46/"
  subject                   = "system:serviceaccount:shop:api"
}

resource "github_actions_variable" "client_id_variable" {
  repository = "app"
  variable_name = "AZURE_CLIENT_ID"
  value = azurerm_user_assigned_identity.deployer.client_id
}
