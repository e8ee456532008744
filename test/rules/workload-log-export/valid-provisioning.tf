resource "azurerm_monitor_aad_diagnostic_setting" "provisioning" {
  name                       = "provisioning"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category = "ProvisioningLogs"
  }
}
