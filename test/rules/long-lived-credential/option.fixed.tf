resource "azuread_application_password" "added" {
  application_id = azuread_application_registration.deployer.id
  end_date       = timeadd(time_rotating.quarter.id, "720h")
}
