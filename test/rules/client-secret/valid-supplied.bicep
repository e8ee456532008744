@secure()
param partnerKey string

@secure()
param hubPassword string

// The setting of this name stands for a managed identity.
resource auth 'Microsoft.Web/sites/config@2024-11-01' = {
  name: 'app-payments/authsettingsV2'
  properties: {
    identityProviders: {
      azureActiveDirectory: {
        registration: {
          clientId: '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43'
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
      }
    }
  }
}

// A key of somebody else's service has nothing to take its place.
resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-payments'
  properties: {
    configuration: {
      secrets: [
        {
          name: 'partner'
          value: partnerKey
        }
        {
          name: 'hub'
          value: hubPassword
        }
      ]
      registries: [
        {
          server: 'docker.io'
          username: 'payments'
          passwordSecretRef: 'hub'
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'api'
          env: [
            {
              name: 'PARTNER_KEY'
              secretRef: 'partner'
            }
          ]
        }
      ]
    }
  }
}
