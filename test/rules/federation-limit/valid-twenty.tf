resource "azurerm_federated_identity_credential" "release00" {
  name                      = "release00"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-00"
}

resource "azurerm_federated_identity_credential" "release01" {
  name                      = "release01"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-01"
}

resource "azurerm_federated_identity_credential" "release02" {
  name                      = "release02"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-02"
}

resource "azurerm_federated_identity_credential" "release03" {
  name                      = "release03"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-03"
}

resource "azurerm_federated_identity_credential" "release04" {
  name                      = "release04"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-04"
}

resource "azurerm_federated_identity_credential" "release05" {
  name                      = "release05"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-05"
}

resource "azurerm_federated_identity_credential" "release06" {
  name                      = "release06"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-06"
}

resource "azurerm_federated_identity_credential" "release07" {
  name                      = "release07"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-07"
}

resource "azurerm_federated_identity_credential" "release08" {
  name                      = "release08"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-08"
}

resource "azurerm_federated_identity_credential" "release09" {
  name                      = "release09"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-09"
}

resource "azurerm_federated_identity_credential" "release10" {
  name                      = "release10"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-10"
}

resource "azurerm_federated_identity_credential" "release11" {
  name                      = "release11"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-11"
}

resource "azurerm_federated_identity_credential" "release12" {
  name                      = "release12"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-12"
}

resource "azurerm_federated_identity_credential" "release13" {
  name                      = "release13"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-13"
}

resource "azurerm_federated_identity_credential" "release14" {
  name                      = "release14"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-14"
}

resource "azurerm_federated_identity_credential" "release15" {
  name                      = "release15"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-15"
}

resource "azurerm_federated_identity_credential" "release16" {
  name                      = "release16"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-16"
}

resource "azurerm_federated_identity_credential" "release17" {
  name                      = "release17"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-17"
}

resource "azurerm_federated_identity_credential" "release18" {
  name                      = "release18"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-18"
}

resource "azurerm_federated_identity_credential" "release19" {
  name                      = "release19"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/release-19"
}
