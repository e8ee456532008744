resource "azurerm_container_registry" "images" {
  name                = "crcontoso"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_linux_web_app" "shop" {
  name                = "app-shop"
  resource_group_name = var.resource_group_name
  location            = var.location
  service_plan_id     = var.service_plan_id

  site_config {
    always_on = true

    application_stack {
      docker_image_name        = "shop:1.4"
      docker_registry_url      = "https://${azurerm_container_registry.images.login_server}"
      docker_registry_username = azurerm_container_registry.images.admin_username
      docker_registry_password = azurerm_container_registry.images.admin_password
    }
  }
}
