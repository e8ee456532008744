variable "subjects" {
  default = {
    main         = "repo:contoso/app:ref:refs/heads/main"
    pull_request = "repo:contoso/app:ref:refs/pull/4/merge"
  }
}

resource "azurerm_federated_identity_credential" "each" {
  for_each                  = var.subjects
  name                      = each.key
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = each.value
#                             ^^^^^^^^^^ warning[broad]
}
