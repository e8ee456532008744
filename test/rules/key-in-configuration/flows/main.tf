resource "azurerm_container_group" "import" {
  for_each = azurerm_storage_account.each
  name     = "ci-contoso-${each.key}"

  container {
    name = "import"

    environment_variables = {
      A_LOCAL  = local.keys["orders"]
#                ^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_SPLAT  = element(azurerm_storage_account.many[*].primary_access_key, 0)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_LOOP   = each.value.primary_access_key
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_MODULE = module.store.connection
#                ^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_TEXT   = format("AccountKey=%s", local.first)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_LIST   = join(",", values(local.keys))
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[setting]
      A_NAME   = azurerm_storage_account.many[0].name
    }
  }
}

module "store" {
  source = "./store"
  key    = local.first
#          ^^^^^^^^^^^ information[module]
}

resource "azapi_resource" "settings" {
  type      = "Microsoft.Web/sites/config@2024-04-01"
  parent_id = "site"
  name      = "appsettings"

  body = {
    properties = {
      Storage = local.first
#               ^^^^^^^^^^^ warning[setting]
    }
  }
}
