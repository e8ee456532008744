resource "azurerm_monitor_aad_diagnostic_setting" "sign_ins" {
  name               = "sign-ins"
  storage_account_id = azurerm_storage_account.settlement.id

  enabled_log {
    category = "SignInLogs"
  }

  enabled_log {
    category = "AuditLogs"
  }
}
