@secure()
param adminPassword string

resource outer 'Microsoft.Resources/deployments@2022-09-01' = {
  name: 'outer'
  properties: {
    expressionEvaluationOptions: {
      scope: 'inner'
    }
    mode: 'Incremental'
    parameters: {
      adminPassword: {
        value: adminPassword
      }
    }
    template: {
      '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
      contentVersion: '1.0.0.0'
      parameters: {
        adminPassword: {
          type: 'secureString'
        }
      }
      resources: [
        {
          type: 'Microsoft.Web/sites'
          apiVersion: '2024-04-01'
          name: 'app'
          properties: {
            siteConfig: {
              appSettings: [{ name: 'A', value: '[parameters(\'adminPassword\')]' }]
            }
          }
        }
      ]
    }
  }
}
