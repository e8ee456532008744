module "network" {
  source = "./network"
}

resource "azurerm_key_vault_secret" "gateway" {
  name         = "gateway"
  key_vault_id = "vault"
  value        = module.network.gateway_key
}
