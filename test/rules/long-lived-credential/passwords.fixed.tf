locals {
  two_years = "17520h"
}

resource "time_rotating" "quarter" {
  rotation_days = 90
}

resource "azuread_application_password" "no_end" {
  application_id      = azuread_application_registration.deployer.id
  display_name        = "deployer"
  end_date            = timeadd(time_rotating.no_end.id, "4320h")
  rotate_when_changed = { rotation = time_rotating.no_end.id }
}

resource "time_rotating" "no_end" {
  rotation_days = 90
}

resource "azuread_application_password" "rotated" {
  application_id = azuread_application_registration.deployer.id
  rotate_when_changed = {
    rotation = time_rotating.quarter.id
  }
  end_date = timeadd(time_rotating.quarter.id, "4320h")
}

resource "azuread_service_principal_password" "relative" {
  service_principal_id = azuread_service_principal.deployer.id
  end_date             = timeadd(time_rotating.relative.id, "4320h") # one year
  rotate_when_changed  = { rotation = time_rotating.relative.id }
}

resource "time_rotating" "relative" {
  rotation_days = 90
}

resource "azuread_application_password" "followed" {
  application_id    = azuread_application_registration.deployer.id
  end_date          = timeadd(time_rotating.quarter.id, "4320h")
  rotate_when_changed = {
    rotation = time_rotating.quarter.id
  }
}

resource "azuread_application_password" "forever" {
  application_id      = azuread_application_registration.deployer.id
  end_date            = timeadd(time_rotating.forever.id, "4320h")
  rotate_when_changed = { rotation = time_rotating.forever.id }
}

resource "time_rotating" "forever" {
  rotation_days = 90
}

resource "azuread_application_password" "added" {
  application_id = azuread_application_registration.deployer.id
  end_date       = timeadd(time_rotating.quarter.id, "4320h")
}
