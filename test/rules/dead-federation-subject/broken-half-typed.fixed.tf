resource "azurerm_federated_identity_credential" "refs" {
  issuer  = "https://token.actions.githubusercontent.com"
  subject = "repo:contoso/app:ref:refs/heads/main"
  audience = [
