resource "azurerm_linux_web_app" "app" {
#         ^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name                = "contoso-app"
  resource_group_name = "contoso"
  location            = "westeurope"
  service_plan_id     = "/subscriptions/0/plan"

  site_config {}
}

resource "azurerm_windows_function_app" "jobs" {
  name                                           = "contoso-jobs"
  ftp_publish_basic_authentication_enabled       = true
#                                                  ^^^^ warning[written]
  webdeploy_publish_basic_authentication_enabled = false
}
