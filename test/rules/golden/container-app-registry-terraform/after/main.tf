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
    name  = "partner-token"
    value = var.partner_token
  }

  registry {
    server   = data.azurerm_container_registry.images.login_server
    identity = azurerm_user_assigned_identity.cart_identity.id
  }

  template {
    container {
      name   = "cart"
      image  = "${data.azurerm_container_registry.images.login_server}/cart:1.4"
      cpu    = 0.5
      memory = "1Gi"
    }
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.cart_identity.id]
  }

  depends_on = [azurerm_role_assignment.cart_identity_acr_pull]
}

resource "azurerm_user_assigned_identity" "cart_identity" {
  name                = "ca-cart-identity"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
}

resource "azurerm_role_assignment" "cart_identity_acr_pull" {
  scope                = data.azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_user_assigned_identity.cart_identity.principal_id
  principal_type       = "ServicePrincipal"
}

variable "environment_id" {
  type = string
}

variable "partner_token" {
  type      = string
  sensitive = true
}
