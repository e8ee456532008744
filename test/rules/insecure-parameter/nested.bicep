@secure()
param adminPassword string

resource outer 'Microsoft.Resources/deployments@2022-09-01' = {
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[exposed]
  name: 'outer'
  properties: {
    expressionEvaluationOptions: {
      scope: 'Outer'
    }
    mode: 'Incremental'
    template: {
      '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
      contentVersion: '1.0.0.0'
      resources: [
        {
          type: 'Microsoft.Web/sites'
          apiVersion: '2024-04-01'
          name: 'app'
          properties: {
            siteConfig: {
              appSettings: [{ name: 'A', value: adminPassword }]
            }
          }
        }
      ]
    }
  }
}
