param location string = resourceGroup().location
param publisher string = 'Canonical'
@secure()
param password string

var image = {
  publisher: 'Canonical'
  offer: 'ubuntu-24_04-lts'
  sku: 'server'
  version: 'latest'
}

resource withPassword 'Microsoft.Compute/virtualMachines@2024-07-01' = {
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-password'
  location: location
  properties: {
    osProfile: {
      computerName: 'contoso'
      adminUsername: 'contoso'
      adminPassword: password
    }
    storageProfile: {
      imageReference: image
    }
  }
}

resource withNothing 'Microsoft.Compute/virtualMachines@2019-03-01' = {
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  name: 'contoso-nothing'
  location: location
  properties: {
    osProfile: {
      computerName: 'contoso'
      adminUsername: 'contoso'
      adminPassword: password
      linuxConfiguration: null
    }
    storageProfile: {
      imageReference: {
        publisher: publisher
      }
      osDisk: {
        osType: 'Linux'
      }
    }
  }
}

resource scaleSet 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[missing]
  name: 'contoso-scale-set'
  location: location
  properties: {
    virtualMachineProfile: {
      osProfile: {
        computerNamePrefix: 'contoso'
        adminUsername: 'contoso'
      }
      storageProfile: {
        imageReference: image
      }
    }
  }
}
