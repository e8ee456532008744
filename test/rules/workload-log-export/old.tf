resource "azurerm_monitor_aad_diagnostic_setting" "each" {
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name               = "each"
  storage_account_id = azurerm_storage_account.logs.id

  dynamic "enabled_log" {
    for_each = toset(["AuditLogs", "SignInLogs", "NonInteractiveUserSignInLogs"])
    content {
      category = enabled_log.value
    }
  }
}
