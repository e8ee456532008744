resource "azurerm_monitor_aad_diagnostic_setting" "people" {
  name                       = "people"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category = "AuditLogs"
  }

  # people
  enabled_log {
    category = "SignInLogs"
  }

  enabled_log {
    category = "ServicePrincipalSignInLogs"
  }

  enabled_log {
    category = "ManagedIdentitySignInLogs"
  }
}
