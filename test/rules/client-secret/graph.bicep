extension microsoftGraphV1

param credentials array = []

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'payments-api'
  displayName: 'Payments API'
  // kept for the nightly job
  passwordCredentials: [
// @ 3-22 warning[declaredSecret]
    {
      displayName: 'nightly job'
      endDateTime: '2027-01-15T00:00:00Z'
    }
  ]
  signInAudience: 'AzureADMyOrg'
}

resource principal 'microsoft.graph/servicePrincipals@v1.0' = {
  appId: app.appId
  passwordCredentials: credentials
}

resource loop 'Microsoft.Graph/applications@v1.0' = [for name in ['a', 'b']: {
  uniqueName: name
  displayName: name
  passwordCredentials: [for i in range(0, 2): { displayName: '${name}${i}' }]
// @ 3-22 warning[declaredSecret]
}]
