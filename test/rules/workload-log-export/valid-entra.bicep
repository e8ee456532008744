targetScope = 'tenant'

param workspaceId string
param storageId string
param categories array

resource people 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'people'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AuditLogs', enabled: true }
      { category: 'SignInLogs', enabled: true }
    ]
  }
}

// What one setting leaves out, another one exports.
resource workloads 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'workloads'
  properties: {
    storageAccountId: storageId
    logs: [for category in ['ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']: {
      category: category
      enabled: true
    }]
  }
}

resource passed 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: 'passed'
  properties: {
    workspaceId: workspaceId
    logs: [for category in categories: { category: category, enabled: true }]
  }
}
