targetScope = 'tenant'

param workspaceId string

resource people 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'people'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditLogs' // who changed what
        enabled: true
      }
      {
        category: 'SignInLogs'
        enabled: true
        retentionPolicy: { days: 0, enabled: false }
      }
      {
        category: 'ServicePrincipalSignInLogs'
        enabled: true
        retentionPolicy: { days: 0, enabled: false }
      }
      {
        category: 'ManagedIdentitySignInLogs'
        enabled: true
        retentionPolicy: { days: 0, enabled: false }
      }
    ]
  }
}
