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
    PARTNER_TOKEN = "@Microsoft.KeyVault(SecretUri=${data.azurerm_key_vault_secret.partner.versionless_id})"
    LOG_LEVEL     = "info"
  }

  site_config {}

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "shop_key_vault_secrets_user" {
  scope                = data.azurerm_key_vault.main.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_web_app.shop.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}
