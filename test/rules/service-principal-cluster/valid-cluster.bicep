resource cluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'contoso-cluster'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    disableLocalAccounts: true
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
    }
  }
}
