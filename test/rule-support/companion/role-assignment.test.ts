import { describe, expect, it } from 'vitest';
import { ensureIdentity } from '../../../src/rules/support/companion/identity.ts';
import { kubelet } from '../../../src/rules/support/companion/principal.ts';
import { grantRole } from '../../../src/rules/support/companion/role-assignment.ts';
import { type RoleName, roleNamed } from '../../../src/rules/support/companion/roles.ts';
import { type Files, project, textsAfter } from './refactor.ts';

function grant(files: Files, host: string, target: string, ...roles: readonly RoleName[]) {
  const it = project(files);
  const principal = ensureIdentity(it.draft, it.resource(host));
  if (!principal) throw new Error('no identity');
  const results = roles.map((role) =>
    grantRole(it.draft, { principal, role: roleNamed(role), target: it.resource(target) }),
  );
  return { results, texts: textsAfter(it) };
}

const BICEP = `param name string

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: name
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app'
  location: 'westeurope'
  // What it runs.
  properties: {
    httpsOnly: true
  }
}

output id string = app.id
`;

describe('a role assignment in Bicep', () => {
  it('stands behind the resource, with the identity it needs', () => {
    const { results, texts } = grant(
      { 'main.bicep': BICEP },
      'app',
      'store',
      'Storage Blob Data Owner',
      'Storage Queue Data Contributor',
    );
    expect(results).toEqual(['written', 'written']);
    expect(texts['main.bicep']).toMatchInlineSnapshot(`
      "param name string

      resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
        name: name
      }

      resource app 'Microsoft.Web/sites@2024-11-01' = {
        name: 'app'
        location: 'westeurope'
        identity: {
          type: 'SystemAssigned'
        }
        // What it runs.
        properties: {
          httpsOnly: true
        }
      }

      resource appStorageBlobDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
        name: guid(store.id, app.id, 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
        scope: store
        properties: {
          roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
          principalId: app.identity.principalId
          principalType: 'ServicePrincipal'
        }
      }

      resource appStorageQueueDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
        name: guid(store.id, app.id, '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
        scope: store
        properties: {
          roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
          principalId: app.identity.principalId
          principalType: 'ServicePrincipal'
        }
      }

      output id string = app.id
      "
    `);
  });

  it('is not written twice', () => {
    const once = grant({ 'main.bicep': BICEP }, 'app', 'store', 'Storage Blob Data Owner').texts;
    const { results, texts } = grant(once, 'app', 'store', 'Storage Blob Data Owner');
    expect(results).toEqual(['present']);
    expect(texts).toEqual({});
  });

  it('has a name of its own for each identity of a cluster: its own, and that of its nodes', () => {
    const text = `resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: 'r'
}

resource cluster 'Microsoft.ContainerService/managedClusters@2025-01-01' = {
  name: 'c'
  location: 'westeurope'
}
`;
    const it = project({ 'main.bicep': text });
    const [cluster, target, role] = [it.resource('cluster'), it.resource('registry'), roleNamed('AcrPull')];
    const results = [ensureIdentity(it.draft, cluster), kubelet(cluster)].map(
      (principal) => principal && grantRole(it.draft, { principal, role, target }),
    );
    expect(results).toEqual(['written', 'written']);
    const names = textsAfter(it)['main.bicep']?.match(/guid\(.*\)/g);
    expect(names).toEqual([
      "guid(registry.id, cluster.id, '7f951dda-4ed3-4680-a7ca-43fe172d538d')",
      "guid(registry.id, cluster.id, 'kubeletidentity', '7f951dda-4ed3-4680-a7ca-43fe172d538d')",
    ]);
  });

  it('keeps line ends and indentation of the file', () => {
    const text = BICEP.replaceAll(/^( +)/gm, (blanks) => '\t'.repeat(blanks.length / 2)).replaceAll('\n', '\r\n');
    const after = grant({ 'main.bicep': text }, 'app', 'store', 'Storage Blob Data Owner').texts['main.bicep'] ?? '';
    expect(after).not.toMatch(/[^\r]\n|^ /m);
    expect(after).toContain("\r\n\tidentity: {\r\n\t\ttype: 'SystemAssigned'\r\n\t}\r\n\t// What it runs.");
    expect(after).toContain('\r\n\tproperties: {\r\n\t\troleDefinitionId:');
  });
});

const TERRAFORM = `resource "azurerm_storage_account" "main" {
  name = "x"
}

resource "azurerm_linux_web_app" "api" {
  name = "api"

  site_config {}
}
`;

describe('a role assignment in Terraform', () => {
  it('stands behind the resource, with the identity it needs', () => {
    const { results, texts } = grant(
      { 'main.tf': TERRAFORM },
      'api',
      'main',
      'Storage Blob Data Owner',
      'Storage Queue Data Contributor',
    );
    expect(results).toEqual(['written', 'written']);
    expect(texts['main.tf']).toMatchInlineSnapshot(`
      "resource "azurerm_storage_account" "main" {
        name = "x"
      }

      resource "azurerm_linux_web_app" "api" {
        name = "api"

        site_config {}

        identity {
          type = "SystemAssigned"
        }
      }

      resource "azurerm_role_assignment" "api_storage_blob_data_owner" {
        scope                = azurerm_storage_account.main.id
        role_definition_name = "Storage Blob Data Owner"
        principal_id         = azurerm_linux_web_app.api.identity[0].principal_id
        principal_type       = "ServicePrincipal"
      }

      resource "azurerm_role_assignment" "api_storage_queue_data_contributor" {
        scope                = azurerm_storage_account.main.id
        role_definition_name = "Storage Queue Data Contributor"
        principal_id         = azurerm_linux_web_app.api.identity[0].principal_id
        principal_type       = "ServicePrincipal"
      }
      "
    `);
  });
});

const ARM = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "name": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Storage/storageAccounts",
      "apiVersion": "2024-01-01",
      "name": "[parameters('name')]"
    },
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2024-11-01",
      "name": "site",
      "properties": {}
    }
  ]
}
`;

describe('a role assignment in an ARM template', () => {
  it('stands behind the resource, with the identity it needs', () => {
    const { results, texts } = grant(
      { 'main.json': ARM },
      'site',
      "[parameters('name')]",
      'Storage Blob Data Owner',
      'Storage Queue Data Contributor',
    );
    expect(results).toEqual(['written', 'written']);
    expect(texts['main.json']).toMatchInlineSnapshot(`
      "{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "name": { "type": "string" } },
        "resources": [
          {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2024-01-01",
            "name": "[parameters('name')]"
          },
          {
            "type": "Microsoft.Web/sites",
            "apiVersion": "2024-11-01",
            "name": "site",
            "identity": {
              "type": "SystemAssigned"
            },
            "properties": {}
          },
          {
            "type": "Microsoft.Authorization/roleAssignments",
            "apiVersion": "2022-04-01",
            "name": "[guid(resourceId('Microsoft.Storage/storageAccounts', parameters('name')), resourceId('Microsoft.Web/sites', 'site'), 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')]",
            "scope": "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
            "dependsOn": [
              "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
              "[resourceId('Microsoft.Web/sites', 'site')]"
            ],
            "properties": {
              "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')]",
              "principalId": "[reference(resourceId('Microsoft.Web/sites', 'site'), '2024-11-01', 'full').identity.principalId]",
              "principalType": "ServicePrincipal"
            }
          },
          {
            "type": "Microsoft.Authorization/roleAssignments",
            "apiVersion": "2022-04-01",
            "name": "[guid(resourceId('Microsoft.Storage/storageAccounts', parameters('name')), resourceId('Microsoft.Web/sites', 'site'), '974c5e8b-45b9-4653-ba55-5f855dd0fb88')]",
            "scope": "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
            "dependsOn": [
              "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
              "[resourceId('Microsoft.Web/sites', 'site')]"
            ],
            "properties": {
              "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')]",
              "principalId": "[reference(resourceId('Microsoft.Web/sites', 'site'), '2024-11-01', 'full').identity.principalId]",
              "principalType": "ServicePrincipal"
            }
          }
        ]
      }
      "
    `);
  });

  it('has a key where the others have one', () => {
    const symbolic = ARM.replace('"resources": [\n    {', '"languageVersion": "2.0",\n  "resources": {\n    "store": {')
      .replace('},\n    {', '},\n    "app": {')
      .replace(/\]\n\}\n$/, '}\n}\n');
    const { texts } = grant({ 'main.json': symbolic }, 'app', 'store', 'AcrPull');
    expect(Object.keys(JSON.parse(texts['main.json'] ?? '{}').resources)).toEqual(['store', 'app', 'appAcrPull']);
    expect(grant(texts, 'app', 'store', 'AcrPull').results).toEqual(['present']);
  });
});
