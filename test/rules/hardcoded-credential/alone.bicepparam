using none

param partnerClientSecret = 'Contoso-demo-secret-1'
//                          ^^^^^^^^^^^^^^^^^^^^^^^ error(medium)[assignment]
param partnerSecretName = 'partner-client-secret'
