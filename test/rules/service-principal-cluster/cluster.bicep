@secure()
param secret string

resource cluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'contoso-cluster'
  location: 'westeurope'
  properties: {
    disableLocalAccounts: false
//                        ^^^^^ warning[written]
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
    }
    servicePrincipalProfile: {
      clientId: '00000000-0000-0000-0000-000000000001'
      secret: secret
//            ^^^^^^ warning[secret]
    }
  }
}
