extension microsoftGraphV1

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'payments-api'
  passwordCredentials: [
// @ 3-22 warning[declaredSecret]
    {
      displayName:
    }
  ]
}

resource 'Microsoft.Graph/applications@v1.0' = {
