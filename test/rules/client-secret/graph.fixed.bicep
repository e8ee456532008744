extension microsoftGraphV1

param credentials array = []

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'payments-api'
  displayName: 'Payments API'
  // kept for the nightly job
  signInAudience: 'AzureADMyOrg'
}

resource principal 'microsoft.graph/servicePrincipals@v1.0' = {
  appId: app.appId
  passwordCredentials: credentials
}

resource loop 'Microsoft.Graph/applications@v1.0' = [for name in ['a', 'b']: {
  uniqueName: name
  displayName: name
}]
