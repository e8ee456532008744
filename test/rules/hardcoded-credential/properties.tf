resource "azurerm_postgresql_flexible_server" "main" {
  name                   = "psql-payments"
  administrator_login    = "psqladmin"
  administrator_password = "Contoso-demo-password-1"
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^ error[credential]
}

resource "azurerm_linux_web_app" "main" {
  name = "app-payments"

  app_settings = {
    PARTNER_CLIENT_SECRET = "Contoso-demo-secret-1"
#                           ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[property]
    PARTNER_SECRET_NAME   = "partner-client-secret"
    "API_KEY"             = "Contoso-demo-key-1"
#                           ^^^^^^^^^^^^^^^^^^^^ error(medium)[property]
    API_KEY_HEADER        = "x-api-key"
    PARTNER_TOKEN_URL     = "https://login.example.org/token"
  }
}
