param location string = resourceGroup().location
param principalClientId string

@secure()
param principalSecret string

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' existing = {
  name: 'vnet-contoso'

  resource nodes 'subnets' existing = {
    name: 'nodes'
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks-contoso'
  location: location
  properties: {
    dnsPrefix: 'contoso'
    disableLocalAccounts: true
    servicePrincipalProfile: {
      clientId: principalClientId
      secret: principalSecret
    }
    aadProfile: {
      managed: true
      enableAzureRBAC: true
    }
    agentPoolProfiles: [
      {
        name: 'system'
        count: 3
        vmSize: 'Standard_D4s_v5'
        mode: 'System'
        vnetSubnetID: network::nodes.id
      }
    ]
  }
}
