using 'main.bicep'

param environmentName = 'test'
param partnerClientSecret = az.getSecret(
  '91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46',
  'rg-payments-test',
  'kv-payments-test',
  'partner-client-secret'
)
