resource apps 'Microsoft.Web/sites@2024-04-01' = [
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing]
  for name in ['a', 'b']: {
    name: name
    location: 'westeurope'
  }
]
