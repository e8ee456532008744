extension microsoftGraphV1

param end string

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'deployer'
  displayName: 'deployer'
  keyCredentials: [
    {
      displayName: 'short'
      startDateTime: '2026-01-01T00:00:00Z'
      endDateTime: '2026-06-01T00:00:00Z'
    }
    {
      displayName: 'unknown'
      startDateTime: '2026-01-01T00:00:00Z'
      endDateTime: end
    }
  ]
}
