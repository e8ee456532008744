resource "azurerm_storage_account" "main" {
  name                     = "stpayments"
  resource_group_name      = "rg-payments"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_linux_web_app" "reader" {
  name                = "app-reader"
  resource_group_name = "rg-payments"
  location            = "westeurope"
  service_plan_id     = "plan"

  app_settings = {
    PARTNER_KEY = "@Microsoft.KeyVault(SecretUri=https://kv-payments.vault.azure.net/secrets/partner)"
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {}
}

resource "azurerm_linux_web_app" "importer" {
  name                = "app-importer"
  resource_group_name = "rg-payments"
  location            = "westeurope"
  service_plan_id     = "plan"

  app_settings = {
    AZURE_STORAGE_CONNECTION_STRING = azurerm_storage_account.main.primary_connection_string
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {}
}

resource "azurerm_linux_web_app" "plain" {
  name                = "app-plain"
  resource_group_name = "rg-payments"
  location            = "westeurope"
  service_plan_id     = "plan"

  app_settings = {
    REGION = "westeurope"
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {}
}
