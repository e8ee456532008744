resource "azurerm_federated_identity_credential" "main" {
  name                      = "main"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/main"
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(medium)[unused] None of its jobs can ask for a token
}
