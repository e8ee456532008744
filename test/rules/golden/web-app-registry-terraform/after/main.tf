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
    always_on                               = true
    container_registry_use_managed_identity = true

    application_stack {
      docker_image_name   = "shop:1.4"
      docker_registry_url = "https://${azurerm_container_registry.images.login_server}"
    }
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "shop_acr_pull" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_linux_web_app.shop.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}
