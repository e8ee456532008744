param location string = resourceGroup().location
param isLinux bool
@secure()
param password string

resource windows 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-windows'
  location: location
  properties: {
    osProfile: {
      adminUsername: 'contoso'
      adminPassword: password
    }
    storageProfile: {
      imageReference: {
        publisher: 'MicrosoftWindowsServer'
        offer: 'WindowsServer'
      }
    }
  }
}

resource either 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-either'
  location: location
  properties: {
    osProfile: {
      adminUsername: 'contoso'
      adminPassword: password
    }
    storageProfile: {
      imageReference: {
        publisher: isLinux ? 'Canonical' : 'MicrosoftWindowsServer'
      }
    }
  }
}

resource chosen 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-chosen'
  location: location
  properties: {
    osProfile: {
      adminUsername: 'contoso'
      adminPassword: password
      linuxConfiguration: isLinux ? { disablePasswordAuthentication: true } : null
    }
    storageProfile: {
      imageReference: {
        publisher: 'Canonical'
      }
    }
  }
}

resource specialized 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'contoso-specialized'
  location: location
  properties: {
    storageProfile: {
      osDisk: {
        osType: 'Linux'
        createOption: 'Attach'
      }
    }
  }
}
