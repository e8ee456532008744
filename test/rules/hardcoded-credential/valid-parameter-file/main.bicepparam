using 'main.bicep'

param partner = az.getSecret('91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46', 'rg-payments', 'kv-payments', 'partner')
param stage = 'prod'
