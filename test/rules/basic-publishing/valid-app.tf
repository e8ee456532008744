resource "azurerm_linux_web_app" "app" {
  name                                           = "contoso-app"
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false
}

resource "azurerm_app_service" "old" {
  name = "contoso-old"
}
