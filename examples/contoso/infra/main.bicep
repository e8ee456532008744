// Everything the payments API needs, in one resource group.
targetScope = 'resourceGroup'

@allowed(['dev', 'test', 'prod'])
param environmentName string

param location string = resourceGroup().location

@description('GitHub repository that deploys this.')
param repository string = 'contoso/payments'

@description('Secret of the legacy partner connection, until the partner accepts tokens.')
@secure()
param partnerClientSecret string

var names = {
  api: 'app-payments-${environmentName}'
  identity: 'payments-deploy'
  vault: 'kv-payments-${environmentName}'
}

module deployIdentity 'modules/deploy-identity.bicep' = {
  name: 'deploy-identity'
  params: {
    name: names.identity
    location: location
    repository: repository
  }
}

module paymentsApp 'modules/payments-app.bicep' = {
  name: 'payments-app'
  params: {
    repository: repository
  }
}

module api 'modules/api.bicep' = {
  name: 'api'
  params: {
    name: names.api
    location: location
    vaultName: names.vault
    partnerClientSecret: partnerClientSecret
  }
}

output apiHostName string = api.outputs.hostName
output deployClientId string = deployIdentity.outputs.clientId
