/** Files with one problem each, and what they look like without it. */

export const LOGIN_WITH_SECRET = `name: Deploy
on:
  push:
    branches: [main]

jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5 # needed for main.bicep
      - uses: azure/login@v2
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
      - run: az deployment group create --resource-group rg-web --template-file main.bicep
`;

export const LOGIN_WITH_OIDC = `name: Deploy
on:
  push:
    branches: [main]

jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
      contents: read
    steps:
      - uses: actions/checkout@v5 # needed for main.bicep
      - uses: azure/login@v2
        with:
          client-id: \${{ vars.AZURE_CLIENT_ID }}
          tenant-id: \${{ vars.AZURE_TENANT_ID }}
          subscription-id: \${{ vars.AZURE_SUBSCRIPTION_ID }}
      - run: az deployment group create --resource-group rg-web --template-file main.bicep
`;

/** A suppression that hides nothing: the one problem with a safe fix that every language has. */
export const UNUSED_SUPPRESSION = `# keyless: ignore[client-secret] nothing here needs it
name: Build
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`;

export const WITHOUT_SUPPRESSION = UNUSED_SUPPRESSION.slice(UNUSED_SUPPRESSION.indexOf('\n') + 1);

export const BICEP_WITH_SECRET = `extension microsoftGraphV1

resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'web'
  displayName: 'Web'
  passwordCredentials: [
    {
      displayName: 'deploy'
    }
  ]
}
`;

export const TERRAFORM_WITH_SECRET = `resource "azuread_application" "web" {
  display_name = "web"
}

resource "azuread_application_password" "deploy" {
  application_id = azuread_application.web.id
}
`;
