resource "azuread_application" "read" {
  display_name = "read elsewhere"
}

resource "azuread_application_password" "read" {
  application_id = azuread_application.read.id
}

output "secret" {
  value     = azuread_application_password.read.value
  sensitive = true
}

resource "azuread_application" "idle" {
  display_name = "with a block"
}

resource "azuread_service_principal" "idle" {
  client_id = azuread_application.idle.client_id
}
