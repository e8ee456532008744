param organization string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'deployer'
}

resource quotes 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'quotes'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims["sub"] eq "repo:contoso/app:environment:production"'
//                   ^^^^^ error[syntax]
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[syntax]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource blanks 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'blanks'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\']  matches \'repo:contoso/app:ref:refs/heads/release/*\''
//                           ^^ error[syntax]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource either 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'either'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:${organization}/app:ref:refs/heads/main\' or claims[\'sub\'] matches \'repo:${organization}/app:pull_request\''
//                                                                                     ^^ error[syntax]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource operator 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'operator'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] startsWith \'repo:contoso/app\''
//                            ^^^^^^^^^^ error[syntax]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource claim 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'claim'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'environment\'] eq \'production\' and claims[\'sub\'] eq \'repo:contoso/app:environment:production\''
//                     ^^^^^^^^^^^ error[unsupported]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource workflow 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'workflow'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'job_workflow_ref\'] matches \'contoso/app/.github/workflows/deploy.yml@*\''
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[suspicious]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'cluster'
  properties: {
    issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'system:serviceaccount:payments:*\''
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[unsupported]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource noVersion 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'noVersion'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
//    ^^^^^ error[version]
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource version 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'version'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
//    ^^^^^ error[version]
      languageVersion: 2
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource both 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'both'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:environment:production'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
//    ^^^^^ error[both]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource stable 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'stable'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: 'claims[\'sub\'] matches \'repo:contoso/app:ref:refs/tags/v*\''
//    ^^^^^ error[apiVersion]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}

resource empty 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2025-05-31-preview' = {
  parent: deployer
  name: 'empty'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    claimsMatchingExpression: {
      value: ''
// @ 15-15 error[syntax]
      languageVersion: 1
    }
    audiences: ['api://AzureADTokenExchange']
  }
}
