data "azurerm_container_registry" "images" {
  name                = "crcontoso"
  resource_group_name = "rg-shared"
}

resource "azurerm_resource_group" "main" {
  name     = "rg-cart"
  location = "westeurope"
}

resource "azurerm_container_app" "cart" {
  name                         = "ca-cart"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = var.environment_id
  revision_mode                = "Single"

  secret {
    name  = "registry-password"
    value = data.azurerm_container_registry.images.admin_password
  }

  secret {
    name  = "partner-token"
    value = var.partner_token
  }

  registry {
    server               = data.azurerm_container_registry.images.login_server
    username             = data.azurerm_container_registry.images.admin_username
    password_secret_name = "registry-password"
  }

  template {
    container {
      name   = "cart"
      image  = "${data.azurerm_container_registry.images.login_server}/cart:1.4"
      cpu    = 0.5
      memory = "1Gi"
    }
  }
}

variable "environment_id" {
  type = string
}

variable "partner_token" {
  type      = string
  sensitive = true
}
