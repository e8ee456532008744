using none

param partnerClientSecret = readEnvironmentVariable('PARTNER_CLIENT_SECRET')
param partnerSecretName = 'partner-client-secret'
