resource "azurerm_kubernetes_cluster" "cluster" {
  name                      = "contoso-cluster"
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  identity {
    type = "SystemAssigned"
  }
}
