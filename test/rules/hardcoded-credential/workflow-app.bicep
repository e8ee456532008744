resource workflow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'orders'
  location: 'westeurope'
  properties: {
    definition: {
      '$schema': 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#'
      actions: {
        call: {
          type: 'Http'
          inputs: {
            method: 'POST'
            uri: 'https://orders.contoso.com'
            headers: {
              Authorization: 'Bearer 9f2c7e41b8d64a05'
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^ error[property]
            }
          }
        }
        basic: {
          type: 'Http'
          inputs: {
            method: 'GET'
            uri: 'https://orders.contoso.com'
            authentication: {
              type: 'Basic'
              username: 'orders'
              password: '@Orders-2024!'
//                      ^^^^^^^^^^^^^^^ error[property]
            }
          }
        }
      }
    }
  }
}
