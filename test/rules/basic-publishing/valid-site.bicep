resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-app'
  location: 'westeurope'

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  name: '${app.name}/scm'
  properties: { allow: false }
}

resource listed 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-listed'
  location: 'westeurope'
}

resource policies 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [
  for policy in ['ftp', 'scm']: {
    parent: listed
    name: policy
    properties: { allow: false }
  }
]
