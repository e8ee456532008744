resource "azurerm_federated_identity_credential" "refs" {
  issuer  = "https://token.actions.githubusercontent.com"
  subject = "repo:contoso/app:ref:main"
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[subject]
  audience = [
