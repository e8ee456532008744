resource open 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'aks-open'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'open'
    enableRBAC: false
//              ^^^^^ warning[written]
    disableLocalAccounts: true
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
  }
}

resource ordinary 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'aks-ordinary'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'ordinary'
    enableRBAC: true
    disableLocalAccounts: true
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
  }
}
