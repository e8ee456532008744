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

/** A workflow that is passed a secret, and one that passes it: without the secret, both change. */
export const CALLED_WITH_SECRET = `name: Deploy a stage
on:
  workflow_call:
    secrets:
      AZURE_CREDENTIALS:
        required: true
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: azure/login@v2
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
      - run: az group list
`;

export const CALLED_WITH_IDS = `name: Deploy a stage
on:
  workflow_call:
    inputs:
      client-id:
        type: string
        required: true
      tenant-id:
        type: string
        required: true
      subscription-id:
        type: string
        required: true
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
      contents: read
    steps:
      - uses: azure/login@v2
        with:
          client-id: \${{ inputs.client-id }}
          tenant-id: \${{ inputs.tenant-id }}
          subscription-id: \${{ inputs.subscription-id }}
      - run: az group list
`;

export const CALLER_WITH_SECRET = `name: Release
on: { push: { branches: [main] } }
jobs:
  deploy:
    uses: ./.github/workflows/called.yml
    secrets:
      AZURE_CREDENTIALS: \${{ secrets.AZURE_CREDENTIALS }} # of the release team
`;

export const CALLER_WITH_IDS = `name: Release
on: { push: { branches: [main] } }
jobs:
  deploy:
    permissions:
      id-token: write
      contents: read
    uses: ./.github/workflows/called.yml
    with:
      client-id: \${{ vars.AZURE_CLIENT_ID }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      subscription-id: \${{ vars.AZURE_SUBSCRIPTION_ID }} # of the release team
`;
