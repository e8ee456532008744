locals {
  cache = "${azurerm_redis_cache.sessions.hostname}:6380,password=${azurerm_redis_cache.sessions.primary_access_key},ssl=True"
}

resource "azurerm_redis_cache" "sessions" {
  name = "redis-contoso"
}

resource "azurerm_hdinsight_spark_cluster" "reports" {
  name = "hdi-contoso"

  storage_account {
    storage_container_id = "container"
    storage_account_key  = data.azurerm_storage_account.backup.primary_access_key
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[property]
    is_default           = true
  }
}

data "azurerm_storage_account" "backup" {
  name                = "stcontosobackup"
  resource_group_name = "rg-contoso"
}

resource "azurerm_linux_web_app" "shop" {
  name = "app-contoso-shop"

  app_settings = merge({ Mode = "production" }, {
    Cache = local.cache
#           ^^^^^^^^^^^ warning[setting]
  })
}

resource "azurerm_container_app" "shop" {
  name = "ca-contoso-shop"

  secret {
    name  = "cache"
    value = local.cache
#           ^^^^^^^^^^^ warning[store]
  }
}

resource "azurerm_key_vault_secret" "cache" {
  name         = "cache"
  key_vault_id = "vault"
  value        = azurerm_redis_cache.sessions.primary_access_key
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[vault]
}

resource "azurerm_container_group" "import" {
  name = "ci-contoso-import"

  diagnostics {
    log_analytics {
      workspace_id  = "workspace"
      workspace_key = data.azurerm_log_analytics_workspace.main.primary_shared_key
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[keyOnly]
    }
  }
}

data "azurerm_log_analytics_workspace" "main" {
  name                = "log-contoso"
  resource_group_name = "rg-contoso"
}
