targetScope = 'tenant'

param workspaceId string

resource people 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'people'
  properties: {
    workspaceId: workspaceId
    logs: [
//  ^^^^ warning[missing]
      {
        category: 'AuditLogs' // who changed what
        enabled: true
      }
      {
        category: 'SignInLogs'
        enabled: true
        retentionPolicy: { days: 0, enabled: false }
      }
    ]
  }
}
