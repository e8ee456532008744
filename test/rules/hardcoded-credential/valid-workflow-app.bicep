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
              Authorization: 'Bearer @{body(\'Get_token\')?[\'access_token\']}'
            }
            authentication: {
              type: 'Raw'
              value: '@{concat(variables(\'prefix\'), parameters(\'suffix\'))}'
              password: '@variables(\'orders1Password\')'
              secret: '@body(\'Get_secret\')?[\'value\']'
            }
          }
        }
      }
    }
  }
}
