resource "azapi_resource" "people" {
  type      = "microsoft.aadiam/diagnosticSettings@2017-04-01"
  name      = "people"
  parent_id = "/"
  body = {
    properties = {
      logs = [{ category = "AuditLogs", enabled = true }, { category = "SignInLogs", enabled = true }, { category = "ServicePrincipalSignInLogs", enabled = true }, { category = "ManagedIdentitySignInLogs", enabled = true }]
    }
  }
}
