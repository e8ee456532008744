using 'main.bicep'

param environmentName = 'prod'
param repository = 'contoso/payments'

// "Only until the vault is there", March 2024.
param partnerClientSecret = 'contoso-demo-partner-secret'
