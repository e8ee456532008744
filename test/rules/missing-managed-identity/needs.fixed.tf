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

  site_config {}

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_linux_web_app" "importer" {
  name                = "app-importer"
  resource_group_name = "rg-payments"
  location            = "westeurope"
  service_plan_id     = "plan"

  app_settings = {
    AZURE_STORAGE__blobServiceUri = azurerm_storage_account.main.primary_blob_endpoint
  }

  site_config {}

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "importer_storage_blob_data_contributor" {
  scope                = azurerm_storage_account.main.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_linux_web_app.importer.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_linux_web_app" "plain" {
  name                = "app-plain"
  resource_group_name = "rg-payments"
  location            = "westeurope"
  service_plan_id     = "plan"

  app_settings = {
    REGION = "westeurope"
  }

  site_config {}
}
