resource "azurerm_automation_webhook" "start" {
  name                    = "start"
  resource_group_name     = "jobs"
  automation_account_name = "jobs"
  expiry_time             = "2027-03-01T00:00:00Z"
  #                         ^^^^^^^^^^^^^^^^^^^^^^ warning[tooLong]
  enabled                 = true
  runbook_name            = "start"
}
