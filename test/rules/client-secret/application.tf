resource "azuread_application" "read" {
  display_name = "read elsewhere"
}

resource "azuread_application_password" "read" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[createdSecret]
  application_id = azuread_application.read.id
}

output "secret" {
  value     = azuread_application_password.read.value
  sensitive = true
}

resource "azuread_application" "idle" {
  display_name = "with a block"

  password {
# ^^^^^^^^ warning[declaredSecret]
    display_name = "default"
  }
}

# Nobody reads this one.
resource "azuread_application_password" "idle" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[createdSecret]
  application_id = azuread_application.idle.id
}

resource "azuread_service_principal" "idle" {
  client_id = azuread_application.idle.client_id
}

resource "azuread_service_principal_password" "idle" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[createdSecret]
  for_each             = toset(["a", "b"])
  service_principal_id = azuread_service_principal.idle.id
}
