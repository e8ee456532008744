variable "secret" {
  type      = string
  sensitive = true
}

resource "azurerm_kubernetes_cluster" "plain" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ information[missing]
  name                = "contoso-plain"
  resource_group_name = "contoso"
  location            = "westeurope"
  dns_prefix          = "contoso"

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster" "old" {
  name                      = "contoso-old"
  local_account_disabled    = true
  oidc_issuer_enabled       = false
#                             ^^^^^ information[written]
  workload_identity_enabled = true

  service_principal {
    client_id     = "00000000-0000-0000-0000-000000000001"
    client_secret = var.secret
#                   ^^^^^^^^^^ warning[secret]
  }
}
