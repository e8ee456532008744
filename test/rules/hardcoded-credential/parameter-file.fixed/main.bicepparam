using 'main.bicep'

// until the vault is there
param partner = readEnvironmentVariable('PARTNER')
param stage = 'prod'
