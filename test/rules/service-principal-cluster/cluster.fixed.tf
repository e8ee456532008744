variable "secret" {
  type      = string
  sensitive = true
}

resource "azurerm_kubernetes_cluster" "plain" {
  name                      = "contoso-plain"
  resource_group_name       = "contoso"
  location                  = "westeurope"
  dns_prefix                = "contoso"
  local_account_disabled    = true
  workload_identity_enabled = true
  oidc_issuer_enabled       = true

  identity {
    type = "SystemAssigned"
  }

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
  }
}

resource "azurerm_kubernetes_cluster" "old" {
  name                      = "contoso-old"
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  identity {
    type = "SystemAssigned"
  }
}
