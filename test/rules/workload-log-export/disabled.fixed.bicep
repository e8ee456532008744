targetScope = 'tenant'

param workspaceId string

resource all 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'all'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AuditLogs', enabled: true }
      { category: 'ServicePrincipalSignInLogs', enabled: true }
      { category: 'ManagedIdentitySignInLogs', enabled: true }
    ]
  }
}
