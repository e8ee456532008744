resource "azuread_application_password" "added" {
  end_date = timeadd(time_rotating.quarter.id, "4320h")
  rotate_when_changed = {
