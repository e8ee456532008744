resource "time_rotating" "yearly" {
  rotation_years = 1
}

resource "azuread_application_certificate" "between" {
  application_id = azuread_application_registration.deployer.id
  type           = "AsymmetricX509Cert"
  value          = azurerm_key_vault_certificate.deployer.certificate_data
  encoding       = "hex"
  start_date     = "2026-01-01T00:00:00Z"
  end_date       = "2031-01-01T00:00:00Z"
#                  ^^^^^^^^^^^^^^^^^^^^^^ error[tooLong]
}

resource "azuread_service_principal_certificate" "rotation" {
  service_principal_id = azuread_service_principal.deployer.id
  value                = azurerm_key_vault_certificate.deployer.certificate_data
  end_date             = time_rotating.yearly.rotation_rfc3339
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
}

resource "azuread_application" "inline" {
  display_name = "inline"
  password {
    display_name = "rotated by hand"
    end_date     = timeadd(timestamp(), "9000h")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
  }
}
