variable "end" {
  type = string
}

resource "time_rotating" "quarter" {
  rotation_days = 90
}

resource "azuread_application_password" "rotated" {
  application_id      = azuread_application_registration.deployer.id
  end_date            = timeadd(time_rotating.quarter.id, "4320h")
  rotate_when_changed = { rotation = time_rotating.quarter.id }
}

resource "azuread_application_password" "at_rotation" {
  application_id      = azuread_application_registration.deployer.id
  end_date            = time_rotating.quarter.rotation_rfc3339
  rotate_when_changed = { rotation = time_rotating.quarter.id }
}

resource "azuread_application_password" "unknown" {
  application_id = azuread_application_registration.deployer.id
  end_date       = var.end
}

resource "azuread_application_password" "soon" {
  application_id = azuread_application_registration.deployer.id
  end_date       = "2026-12-31T00:00:00Z"
}

# Ends with the certificate itself.
resource "azuread_application_certificate" "own" {
  application_id = azuread_application_registration.deployer.id
  value          = azurerm_key_vault_certificate.deployer.certificate_data
}
