data "azurerm_key_vault_secret" "storage" {
  name         = "storage"
  key_vault_id = "vault"
}

variable "search_key" {
  type      = string
  sensitive = true
}

resource "azurerm_linux_web_app" "shop" {
  name = "app-contoso-shop"

  app_settings = {
    AZURE_STORAGE_CONNECTION_STRING = data.azurerm_key_vault_secret.storage.value
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[supplied]
    AZURE_SEARCH_KEY                = var.search_key
#                                     ^^^^^^^^^^^^^^ warning[supplied]
  }
}
