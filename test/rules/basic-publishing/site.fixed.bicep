resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-app'
  location: 'westeurope'
  properties: {
    httpsOnly: true
  }
}

resource appFtpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource appScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource half 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-half'
  location: 'westeurope'
}

resource halfScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: half
  name: 'scm'
  properties: {
    allow: false
  }
}

resource halfFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: half
  name: 'ftp'
  properties: {
    allow: false
  }
}
