resource "azurerm_kubernetes_cluster" "open" {
  name                              = "aks-open"
  role_based_access_control_enabled = false
#                                     ^^^^^ warning[written]
  local_account_disabled            = true
  oidc_issuer_enabled               = true
  workload_identity_enabled         = true
}

resource "azurerm_kubernetes_cluster" "old" {
  name                      = "aks-old"
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  role_based_access_control {
    enabled = false
#             ^^^^^ warning[written]
  }
}

resource "azurerm_kubernetes_cluster" "ordinary" {
  name                      = "aks-ordinary"
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
}
