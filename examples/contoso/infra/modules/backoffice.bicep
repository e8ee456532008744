// The back office of before: everything in it opens with a key or a password.
param location string = resourceGroup().location

resource invoices 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stpaymentsinvoices'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowSharedKeyAccess: true
    minimumTlsVersion: 'TLS1_2'
  }
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'paymentsbackoffice'
  location: location
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: true
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'aks-payments-backoffice'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: 'payments-backoffice'
    disableLocalAccounts: false
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
    }
  }
}

resource portal 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app-payments-backoffice'
  location: location
  properties: {
    httpsOnly: true
  }
}
