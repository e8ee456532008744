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
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'contoso'
    disableLocalAccounts: true
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
    oidcIssuerProfile: {
      enabled: true
    }
    securityProfile: {
      workloadIdentity: {
        enabled: true
      }
    }
  }
}

resource clusterNetworkContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(network::nodes.id, cluster.id, '4d97b98b-1d4f-4787-a291-c67834d212e7')
  scope: network::nodes
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4d97b98b-1d4f-4787-a291-c67834d212e7')
    principalId: cluster.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
