import { describe, expect, it } from 'vitest';
import { ensureIdentity } from '../../../src/rules/support/companion/identity.ts';
import { grantRole } from '../../../src/rules/support/companion/role-assignment.ts';
import { roleNamed } from '../../../src/rules/support/companion/roles.ts';
import { userAssignedFor } from '../../../src/rules/support/companion/user-assigned.ts';
import { type Files, project, textsAfter } from './refactor.ts';

const ROLE = roleNamed('Storage Blob Data Reader');

/** The identity of `app`, and `store` with a role for it. */
function granted(files: Files, host = 'app', target = 'store') {
  const it = project(files);
  const principal = ensureIdentity(it.draft, it.resource(host));
  const result = principal && grantRole(it.draft, { principal, role: ROLE, target: it.resource(target) });
  return { principal, result, texts: textsAfter(it) };
}

const STORE = "resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {\n  name: 'x'\n}\n";
const app = (body: string, head = '') =>
  `${STORE}resource app 'Microsoft.Web/sites@2024-11-01' = ${head}{\n  name: 'app'\n${body}  properties: {}\n}\n`;
const identity = (type: string, ids = '') =>
  `  identity: {\n    type: ${type}\n${ids === '' ? '' : `    userAssignedIdentities: {\n${ids}    }\n`}  }\n`;
const UAI = "resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {\n  name: 'id'\n}\n";

describe('the identity of a Bicep resource', () => {
  it('is the one that is there', () => {
    const { principal, texts } = granted({ 'a.bicep': app(identity("'SystemAssigned'")) });
    expect(principal?.objectId).toBe('app.identity.principalId');
    expect(texts['a.bicep']).toContain(identity("'SystemAssigned'"));
  });

  it('is the only user-assigned one', () => {
    const text = UAI + app(identity("'UserAssigned'", "      '${id.id}': {}\n"));
    const { principal, texts } = granted({ 'a.bicep': text });
    expect(principal).toMatchObject({ objectId: 'id.properties.principalId', clientId: 'id.properties.clientId' });
    expect(texts['a.bicep']).toContain('principalId: id.properties.principalId');
    expect(texts['a.bicep']).toContain("type: 'UserAssigned'");
  });

  it.each([["      '${id.id}': {}\n      '${other}': {}\n"], ["      '${identityId}': {}\n"]])(
    'stands beside user-assigned ones that cannot be told: %s',
    (ids) => {
      const { principal, texts } = granted({ 'a.bicep': UAI + app(identity("'UserAssigned'", ids)) });
      expect(principal?.objectId).toBe('app.identity.principalId');
      expect(texts['a.bicep']).toContain("type: 'SystemAssigned, UserAssigned'");
      expect(texts['a.bicep']).toContain(ids);
    },
  );

  it('takes the place of none', () => {
    expect(granted({ 'a.bicep': app(identity("'None'")) }).texts['a.bicep']).toContain("type: 'SystemAssigned'\n");
  });

  it.each([
    ['of a parameter', app(identity('identityType'))],
    ['of a variable', app('  identity: shared\n')],
    ['of two types in turn', app(identity("isProd ? 'UserAssigned' : 'SystemAssigned'"))],
    ['of one of many', app('', '[for i in range(0, 2): ').replace(/\}\n$/, '}]\n')],
    ['of a type without', `${STORE}resource app 'Microsoft.Network/virtualNetworks@2024-01-01' = {\n  name: 'x'\n}\n`],
    ['of a broken resource', `${STORE}resource app 'Microsoft.Web/sites@2024-11-01' = {\n  name: \n  properties: {\n`],
  ])('is not known, and nothing is written: %s', (_, text) => {
    const it = project({ 'a.bicep': text });
    expect(ensureIdentity(it.draft, it.resource('app'))).toBeUndefined();
    expect(it.draft.edits).toEqual([]);
  });

  it('is not written twice into one that is combined', () => {
    const text = app(identity("'SystemAssigned, UserAssigned'", "      '${x}': {}\n"));
    expect(granted({ 'a.bicep': text }).texts['a.bicep']?.match(/identity: \{/g)).toHaveLength(1);
  });

  it('is declared where it has to be there before', () => {
    const it = project({ 'a.bicep': app('').replace("name: 'app'", "name: 'app-${stage}'\n  location: place") });
    const principal = userAssignedFor(it.draft, it.resource('app'));
    expect(principal?.resourceId).toBe('appIdentity.id');
    const text = textsAfter(it)['a.bicep'] ?? '';
    expect(text).toContain("name: 'app-${stage}-identity'\n  location: place\n");
    expect(text).toContain("    userAssignedIdentities: {\n      '${appIdentity.id}': {}\n    }\n");
  });
});

describe('a role assignment', () => {
  it('is there under the conditions of both', () => {
    const store = STORE.replace('= {', '= if (hasStore || isDev) {');
    const text = app('', 'if (hasApp) ').replace(STORE, store);
    expect(granted({ 'a.bicep': text }).texts['a.bicep']).toContain(
      "roleAssignments@2022-04-01' = if (hasApp && (hasStore || isDev)) {",
    );
  });

  it('has a name that nothing has', () => {
    const text = `param appStorageBlobDataReader string\n${app('')}`;
    expect(granted({ 'a.bicep': text }).texts['a.bicep']).toContain('resource appStorageBlobDataReaderStore ');
    const both = `var appStorageBlobDataReaderStore = 1\n${text}`;
    expect(granted({ 'a.bicep': both }).texts['a.bicep']).toContain('resource appStorageBlobDataReader2 ');
  });

  it('keeps to snake case where the file does', () => {
    const text = app('').replaceAll('resource app ', 'resource web_app ');
    expect(granted({ 'a.bicep': text }, 'web_app').texts['a.bicep']).toContain(
      'resource web_app_storage_blob_data_reader ',
    );
  });

  it('reaches a nested resource by its parent', () => {
    const text = app('').replace(
      STORE,
      STORE.replace(/\}\n$/, "\n  resource blobs 'blobServices' existing = {\n    name: 'default'\n  }\n}\n"),
    );
    expect(granted({ 'a.bicep': text }, 'app', 'blobs').texts['a.bicep']).toContain('scope: store::blobs\n');
  });

  it('is for a person to make in another resource group', () => {
    const text = app('').replace("name: 'x'", "name: 'x'\n  scope: resourceGroup('other')");
    const { result } = granted({ 'a.bicep': text });
    expect(result).toMatchObject({ missing: expect.stringContaining(`--role ${ROLE.id}`) });
    expect(result).toMatchObject({ missing: expect.stringContaining('Microsoft.Storage/storageAccounts/x') });
  });

  it('is not written where the resource group gives the role already', () => {
    const assignment = `resource all 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${ROLE.id}')
    principalId: app.identity.principalId
  }
}
`;
    const created = app(identity("'SystemAssigned'")).replace(' existing = {', ' = {');
    expect(granted({ 'a.bicep': created + assignment })).toMatchObject({ result: 'present', texts: {} });
    const scoped = assignment.replace('  name:', '  scope: other\n  name:');
    expect(granted({ 'a.bicep': created + scoped }).result).toBe('written');
    const ofAnother = assignment.replace('app.identity', 'app2.identity');
    expect(granted({ 'a.bicep': created + ofAnother }).result).toBe('written');
  });
});

describe('Terraform', () => {
  const STORE_TF = 'resource "azurerm_storage_account" "store" {\n  name = "x"\n}\n';
  const APP_TF = (body: string) => `resource "azurerm_linux_web_app" "app" {\n  name = "app"\n${body}}\n`;

  it('counts with the resource', () => {
    const text = APP_TF('').replace('  name', '  count = var.has_app ? 1 : 0\n  name');
    const { texts } = granted({ 'a.tf': text, 'b.tf': STORE_TF });
    expect(texts['a.tf']).toContain('count                = var.has_app ? 1 : 0\n');
    expect(texts['a.tf']).toContain('= azurerm_linux_web_app.app[0].identity[0].principal_id');
  });

  it('leaves to a person what counts otherwise', () => {
    const text = APP_TF('').replace('  name', '  count = var.a ? 1 : 0\n  name');
    const store = STORE_TF.replace('  name', '  count = var.b ? 1 : 0\n  name');
    expect(granted({ 'a.tf': text, 'b.tf': store }).result).toMatchObject({ missing: expect.any(String) });
  });

  it('writes nothing for one of many', () => {
    const it = project({ 'a.tf': APP_TF('').replace('  name', '  for_each = var.all\n  name') });
    expect(ensureIdentity(it.draft, it.resource('app'))).toBeUndefined();
    expect(it.draft.edits).toEqual([]);
  });

  it('finds the identity and the assignment in other files of the module', () => {
    const files = {
      'm/a.tf': APP_TF(
        '\n  identity {\n    type         = "UserAssigned"\n    identity_ids = [azurerm_user_assigned_identity.id.id]\n  }\n',
      ),
      'm/b.tf': `${STORE_TF}resource "azurerm_user_assigned_identity" "id" {\n  name = "id"\n}\n`,
      'm/c.tf': `resource "azurerm_role_assignment" "r" {\n  scope                = azurerm_storage_account.store.id\n  role_definition_name = "${ROLE.name}"\n  principal_id         = azurerm_user_assigned_identity.id.principal_id\n}\n`,
    };
    expect(granted(files)).toMatchObject({ result: 'present', texts: {} });
    const elsewhere = { 'm/a.tf': files['m/a.tf'], 'm/b.tf': files['m/b.tf'], 'n/c.tf': files['m/c.tf'] };
    expect(granted(elsewhere).result).toBe('written');
  });

  it('adds to the identities of a dynamic block nothing', () => {
    const it = project({
      'a.tf': APP_TF(
        '  dynamic "identity" {\n    for_each = var.ids\n    content {\n      type = identity.value\n    }\n  }\n',
      ),
    });
    expect(ensureIdentity(it.draft, it.resource('app'))).toBeUndefined();
    expect(it.draft.edits).toEqual([]);
  });
});
