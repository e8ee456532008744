locals {
  two_years = "17520h"
}

resource "time_rotating" "quarter" {
  rotation_days = 90
}

resource "azuread_application_password" "no_end" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[noEnd]
  application_id = azuread_application_registration.deployer.id
  display_name   = "deployer"
}

resource "azuread_application_password" "rotated" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[noEnd]
  application_id = azuread_application_registration.deployer.id
  rotate_when_changed = {
    rotation = time_rotating.quarter.id
  }
}

resource "azuread_service_principal_password" "relative" {
  service_principal_id = azuread_service_principal.deployer.id
  end_date_relative    = "8760h" # one year
#                        ^^^^^^^ warning[tooLong]
}

resource "azuread_application_password" "followed" {
  application_id    = azuread_application_registration.deployer.id
  end_date_relative = local.two_years
#                     ^^^^^^^^^^^^^^^ warning[tooLong]
  rotate_when_changed = {
    rotation = time_rotating.quarter.id
  }
}

resource "azuread_application_password" "forever" {
  application_id = azuread_application_registration.deployer.id
  end_date       = "2299-12-31T23:59:59Z"
#                  ^^^^^^^^^^^^^^^^^^^^^^ error[tooLate]
}

resource "azuread_application_password" "added" {
  application_id = azuread_application_registration.deployer.id
  end_date       = timeadd(time_rotating.quarter.id, "8760h")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
}
