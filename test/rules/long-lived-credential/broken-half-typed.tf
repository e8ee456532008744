resource "azuread_application_password" "added" {
  end_date = timeadd(time_rotating.quarter.id, "8760h")
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
  rotate_when_changed = {
