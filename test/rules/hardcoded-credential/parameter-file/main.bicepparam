using 'main.bicep'

// until the vault is there
param partner = 'demo'
//              ^^^^^^ error[assignment]
param stage = 'prod'
