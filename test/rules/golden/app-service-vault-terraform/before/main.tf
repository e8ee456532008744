data "azurerm_key_vault" "main" {
  name                = "kv-contoso"
  resource_group_name = "rg-shared"
}

data "azurerm_key_vault_secret" "partner" {
  name         = "partner-token"
  key_vault_id = data.azurerm_key_vault.main.id
}

resource "azurerm_linux_web_app" "shop" {
  name                = "app-shop"
  resource_group_name = var.resource_group_name
  location            = var.location
  service_plan_id     = var.service_plan_id

  app_settings = {
    PARTNER_TOKEN = data.azurerm_key_vault_secret.partner.value
    LOG_LEVEL     = "info"
  }

  site_config {}
}
