// The identity that GitHub deploys with, and what it trusts.
param name string
param location string
param repository string

var issuer = 'https://token.actions.githubusercontent.com'
var audiences = ['api://AzureADTokenExchange']

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
}

// Good: one environment, with required reviewers.
resource production 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'github-production'
  properties: {
    issuer: issuer
    subject: 'repo:${repository}:environment:production'
    audiences: audiences
  }
}

// Every pull request may deploy: nobody has reviewed its code yet.
resource pullRequests 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'github-pull-requests'
  properties: {
    issuer: issuer
    subject: 'repo:${repository}:pull_request'
    audiences: audiences
  }
  dependsOn: [production]
}

// A subject is compared as it stands, so the star never matches a branch.
resource releases 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: identity
  name: 'github-releases'
  properties: {
    issuer: issuer
    subject: 'repo:${repository}:ref:refs/heads/release/*'
    audiences: audiences
  }
  dependsOn: [pullRequests]
}

output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
