extension microsoftGraphV1

param now string = utcNow()

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'deployer'
  displayName: 'deployer'
  keyCredentials: [
    {
      displayName: 'deployer'
      type: 'AsymmetricX509Cert'
      usage: 'Verify'
      key: loadTextContent('deployer.cer')
      startDateTime: '2026-01-01T00:00:00Z'
      endDateTime: '2028-01-01T00:00:00Z'
    }
  ]
  passwordCredentials: [
    {
      displayName: 'legacy'
      endDateTime: dateTimeAdd(now, 'P180D')
    }
  ]
}
