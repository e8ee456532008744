import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { broadRoleAssignment } from '../../src/rules/broad-role-assignment.ts';
import { PRIVILEGED_DIRECTORY_ROLES } from '../../src/rules/catalogue/directory-roles.ts';
import { BROAD_GRAPH_PERMISSIONS } from '../../src/rules/catalogue/graph-permissions.ts';
import { PRIVILEGED_ROLES } from '../../src/rules/catalogue/privileged-roles.ts';
import { rolesOfPolicy } from '../../src/rules/catalogue/vault-roles.ts';

function findings(path: string, text: string): readonly string[] {
  const document = createDocument(`file:///${path}`, path, text);
  const workspace = new WorkspaceIndex();
  workspace.set(document);
  const result = lint(document, workspace, { now: new Date('2026-11-01T12:00:00Z'), rules: [broadRoleAssignment] });
  expect(result.internalErrors).toEqual([]);
  return result.findings.map(({ messageId, message }) => `${messageId}: ${message}`);
}

const bicep = (role: string, scope: string) => `targetScope = '${scope}'
resource a 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('a')
  properties: {
    principalId: 'x'
    roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/${role}'
  }
}
`;

const terraform = (role: string, scope: string) => `resource "azurerm_role_assignment" "a" {
  scope                = "${scope}"
  role_definition_name = "${role}"
  principal_id         = "x"
}
`;

const arm = (role: string) =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Authorization/roleAssignments',
        apiVersion: '2022-04-01',
        name: 'a',
        properties: {
          principalId: 'x',
          roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')]`,
        },
      },
    ],
  });

describe.each(PRIVILEGED_ROLES)('the role $name', ({ id, name, privilege }) => {
  it('is found on a subscription, by id and by name', () => {
    const found = [
      findings('main.bicep', bicep(id, 'subscription')),
      findings('main.json', arm(id.toUpperCase())),
      findings('main.tf', terraform(name, '/subscriptions/x')),
    ];
    for (const one of found) expect(one).toEqual([expect.stringContaining(name)]);
  });

  it('counts for less on one resource', () => {
    const vault = '/subscriptions/x/resourceGroups/x/providers/Microsoft.KeyVault/vaults/x';
    const isSilent = privilege === 'privileged' || privilege === 'data';
    const found = findings('main.tf', terraform(name, vault));
    if (isSilent) expect(found).toEqual([]);
    expect(found.length).toBeLessThan(2);
  });
});

it('has each role, permission and directory role once, with an id', () => {
  for (const table of [PRIVILEGED_ROLES, BROAD_GRAPH_PERMISSIONS, PRIVILEGED_DIRECTORY_ROLES]) {
    expect(table.length).toBeGreaterThan(20);
    expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    for (const { id, name } of table) {
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(name).toMatch(/^\S(?:.*\S)?$/);
    }
  }
  expect(PRIVILEGED_ROLES.filter(({ privilege }) => privilege !== 'data')).toHaveLength(88);
  expect(PRIVILEGED_ROLES.filter(({ privilege }) => privilege === 'grants-roles')).toHaveLength(28);
});

describe.each(BROAD_GRAPH_PERMISSIONS)('the permission $name', ({ id, name, reach }) => {
  it('is found by id and by name', () => {
    const messageId = reach === 'takeover' ? 'graphTakeover' : 'graphTenantWide';
    const given = (value: string) => `resource "azuread_app_role_assignment" "a" {
  app_role_id         = ${value}
  principal_object_id = "x"
  resource_object_id  = "y"
}
`;
    for (const value of [`"${id}"`, `data.azuread_service_principal.msgraph.app_role_ids["${name}"]`]) {
      expect(findings('main.tf', given(value))).toEqual([expect.stringMatching(`^${messageId}: .*${name}`)]);
    }
    const graph = `resource a 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {\n  appRoleId: '${id}'\n}\n`;
    expect(findings('main.bicep', graph)).toHaveLength(1);
  });
});

describe.each(PRIVILEGED_DIRECTORY_ROLES)('the directory role $name', ({ id, name }) => {
  it('is found by id and by name', () => {
    const assignment = (value: string) => `resource "azuread_directory_role" "r" {
  display_name = "${name}"
}

resource "azuread_directory_role_assignment" "a" {
  role_id             = ${value}
  principal_object_id = azuread_service_principal.x.object_id
}
`;
    for (const value of [`"${id}"`, 'azuread_directory_role.r.template_id']) {
      expect(findings('main.tf', assignment(value))).toEqual([expect.stringMatching(`^directoryRole: .*${name}`)]);
    }
  });
});

describe('access policies as roles', () => {
  const names = (permissions: Parameters<typeof rolesOfPolicy>[0]) =>
    rolesOfPolicy(permissions).map(({ name }) => name.replace('Key Vault ', ''));

  it.each([
    [{ secrets: ['Get'] }, ['Secrets User']],
    [{ secrets: ['get', 'list', 'set'] }, ['Secrets Officer']],
    [{ keys: ['get'] }, ['Reader']],
    [{ keys: ['get', 'wrapKey', 'unwrapKey'] }, ['Crypto Service Encryption User']],
    [{ keys: ['sign', 'verify'] }, ['Crypto User']],
    [{ keys: ['create'] }, ['Crypto Officer']],
    [{ certificates: ['get', 'list'] }, ['Reader']],
    [{ certificates: ['import'] }, ['Certificates Officer']],
    [{ keys: ['get'], certificates: ['get'] }, ['Reader']],
    [{ secrets: ['all'], keys: ['*'], certificates: ['all'] }, ['Administrator']],
    [{ secrets: [], keys: [] }, []],
    [{}, []],
  ])('%j come to %j', (permissions, expected) => {
    expect(names(permissions)).toEqual(expected);
  });
});
