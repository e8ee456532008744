import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { modelOf } from '../../../src/model/model.ts';
import { keyUses } from '../../../src/rules/support/catalogue-row-uses.ts';
import { combineEdits } from '../../../src/rules/support/combine-edits.ts';
import { azurermMajors } from '../../../src/rules/support/provider-versions.ts';
import { settingEdits } from '../../../src/rules/support/setting-edits.ts';
import { valueState } from '../../../src/rules/support/value-state.ts';
import { applyEdits, insertion } from '../../../src/text/text-edit.ts';

function workspaceOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
  const workspace = new WorkspaceIndex();
  for (const [path, text] of Object.entries(files)) workspace.set(createDocument(`file:///${path}`, path, text));
  return workspace;
}

function infrastructureOf(workspace: WorkspaceIndex, path: string) {
  const document = workspace.get(path);
  const model = document && modelOf(document, workspace).infrastructure;
  if (!model) throw new Error(`no model of ${path}`);
  return model;
}

describe('azurermMajors', () => {
  it.each([
    [undefined, [3, 4, 5]],
    ['', [3, 4, 5]],
    ['4.20.0', [4]],
    ['= 3.117.1', [3]],
    ['~> 4.20', [4]],
    ['~> 4', [4, 5]],
    ['>= 3.7, < 5.0.0', [3, 4]],
    ['>= 3.7, < 5.1', [3, 4, 5]],
    ['> 3', [4, 5]],
    ['> 3.50', [3, 4, 5]],
    ['<= 4.81.0', [3, 4]],
    ['>= 4, != 4.1.0', [4, 5]],
    ['~> 2.99', [3, 4, 5]],
    ['nonsense', [3, 4, 5]],
  ])('%j allows %j', (version, majors) => expect(azurermMajors(version)).toEqual(majors));
});

describe('combineEdits', () => {
  it('keeps the widest column of attributes that go to one place', () => {
    const text = 'a = 1\n';
    const edits = [
      { range: { start: 1, end: 2 }, newText: '   ' },
      insertion(5, '\nlong = 2'),
      { range: { start: 1, end: 2 }, newText: '     ' },
      insertion(5, '\nlonger = 3'),
    ];
    expect(applyEdits(text, combineEdits(edits) ?? [])).toBe('a     = 1\nlong   = 2\nlonger = 3\n');
  });

  it('keeps attributes that go to one place together, before blocks', () => {
    const edits = [insertion(5, '\na = 1'), insertion(5, '\n\nb {\n}'), insertion(5, '\nc = 2')];
    expect(applyEdits('x = 0\n', combineEdits(edits) ?? [])).toBe('x = 0\na = 1\nc = 2\n\nb {\n}\n');
  });

  it('does what two edits both do once', () => {
    const twice = { range: { start: 0, end: 1 }, newText: 'x' };
    expect(combineEdits([twice, twice])).toEqual([twice]);
  });

  it('gives up where two edits change one stretch of text', () => {
    const edit = (newText: string) => ({ range: { start: 0, end: 3 }, newText });
    expect(combineEdits([edit('a'), edit('b')])).toBeUndefined();
    expect(combineEdits([edit('a'), { range: { start: 2, end: 4 }, newText: 'c' }])).toBeUndefined();
  });
});

describe('keyUses', () => {
  const account = (symbol: string, existing = '') =>
    `resource ${symbol} 'Microsoft.Storage/storageAccounts@2024-01-01' ${existing}= {\n  name: '${symbol}'\n}\n`;
  const usesOf = (files: Readonly<Record<string, string>>, path: string) => {
    const workspace = workspaceOf(files);
    const [resource] = infrastructureOf(workspace, path).resources;
    if (!resource) throw new Error('no resource');
    const { uses, files: count } = keyUses(resource, workspace);
    return [uses.map(({ uri }) => uri.slice('file:///'.length)), count];
  };

  it('are calls of list functions on it, in its file', () => {
    expect(usesOf({ 'a.bicep': `${account('a')}output k string = a.listKeys().keys[0].value\n` }, 'a.bicep')).toEqual([
      ['a.bicep'],
      1,
    ]);
    expect(usesOf({ 'a.bicep': `${account('a')}output k object = listKeys(a.id, '2024-01-01')\n` }, 'a.bicep')).toEqual([
      ['a.bicep'],
      1,
    ]);
  });

  it('are not those of another one, or of another type', () => {
    const text = `${account('a')}${account('b')}output k string = b.listKeys().keys[0].value\n`;
    expect(usesOf({ 'a.bicep': text }, 'a.bicep')).toEqual([[], 1]);
    const bus = "resource bus 'Microsoft.ServiceBus/namespaces/AuthorizationRules@2024-01-01' existing = {\n  name: 'b/r'\n}\n";
    expect(usesOf({ 'a.bicep': `${account('a')}${bus}output k object = bus.listKeys()\n` }, 'a.bicep')).toEqual([[], 1]);
  });

  it('may be anywhere where it is looked up', () => {
    const other = `${account('it', 'existing ')}output k string = it.listKeys().keys[0].value\n`;
    expect(usesOf({ 'a.bicep': account('a'), 'b.bicep': other }, 'a.bicep')).toEqual([['b.bicep'], 2]);
  });

  it('are attributes that hold keys, in its module', () => {
    const main = 'resource "azurerm_storage_account" "a" {\n  name = "a"\n}\n';
    const output = (path: string) => `output "it" {\n  value = ${path}\n}\n`;
    const uses = (path: string, file = 'x/out.tf') => usesOf({ 'x/main.tf': main, [file]: output(path) }, 'x/main.tf')[0];
    expect(uses('azurerm_storage_account.a.primary_access_key')).toEqual(['x/out.tf']);
    expect(uses('azurerm_storage_account.a[0].primary_connection_string')).toEqual(['x/out.tf']);
    expect(uses('azurerm_storage_account.a.primary_blob_endpoint')).toEqual([]);
    expect(uses('azurerm_storage_account.b.primary_access_key')).toEqual([]);
    expect(uses('azurerm_storage_account.a.primary_access_key', 'y/out.tf')).toEqual([]);
    expect(uses('data.azurerm_storage_account.z.primary_access_key', 'y/out.tf')).toEqual(['y/out.tf']);
  });

  it('are none in text that is no code', () => {
    expect(usesOf({ 'a.bicep': account('a'), 'b.bicep': 'listKeys(' + '('.repeat(10_000) }, 'a.bicep')[1]).toBe(2);
  });
});

describe('valueState', () => {
  const bicep = (expression: string, head = '') => {
    const workspace = workspaceOf({ 'a.bicep': `${head}\noutput it string = ${expression}\n` });
    const [output] = infrastructureOf(workspace, 'a.bicep').outputs;
    return output && valueState(output.value).state;
  };
  const terraform = (expression: string, head = '') => {
    const workspace = workspaceOf({ 'main.tf': `${head}\noutput "it" {\n  value = ${expression}\n}\n` });
    const [output] = infrastructureOf(workspace, 'main.tf').outputs;
    return output && valueState(output.value).state;
  };
  const account = "resource a 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {\n  name: 'a'\n}\n";

  it.each([
    ['literal', "'Kx7.Qp2-vL9z'", ''],
    ['interpolated-literal', "'Password=Kx7.Qp2;Id=${a.id}'", account],
    ['literal', 'text', "var text = 'Kx7.Qp2-vL9z'"],
    ['parameter-plain', 'p', 'param p string'],
    ['parameter-secure', 'p', '@secure()\nparam p string'],
    ['parameter-default-literal', 'p', "@secure()\nparam p string = 'Kx7.Qp2-vL9z'"],
    ['list-function', 'a.listKeys().keys[0].value', account],
    ['list-function', "'AccountKey=${a.listKeys().keys[0].value}'", account],
    ['key-vault-reference', "'@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)'", ''],
    ['reference', 'a.id', account],
    ['placeholder', "''", ''],
    ['placeholder', "'<your key>'", ''],
  ])('is %s for %s', (state, expression, head) => expect(bicep(expression, head)).toBe(state));

  it.each([
    ['literal', '"Kx7.Qp2-vL9z"', ''],
    ['parameter-plain', 'var.p', 'variable "p" {}'],
    ['parameter-secure', 'var.p', 'variable "p" {\n  sensitive = true\n}'],
    ['resource-secret-attribute', 'azurerm_storage_account.a.primary_access_key', 'resource "azurerm_storage_account" "a" {}'],
    ['reference', 'azurerm_storage_account.a.name', 'resource "azurerm_storage_account" "a" {}'],
    ['key-vault-reference', 'data.azurerm_key_vault_secret.s.value', 'data "azurerm_key_vault_secret" "s" {}'],
    ['write-only-or-ephemeral', 'ephemeral.azurerm_key_vault_secret.s.value', 'ephemeral "azurerm_key_vault_secret" "s" {}'],
  ])('is %s for %s', (state, expression, head) => expect(terraform(expression, head)).toBe(state));
});

describe('settingEdits', () => {
  const text = 'resource "azurerm_linux_web_app" "a" {\n  app_settings = {\n    OLD  = "x"\n    KEEP = "y"\n  }\n}\n';

  it('sets and removes settings of a map', () => {
    const workspace = workspaceOf({ 'main.tf': text });
    const [resource] = infrastructureOf(workspace, 'main.tf').resources;
    if (!resource) throw new Error('no resource');
    const edits = settingEdits({ set: { NEW: 'z' }, remove: ['OLD', 'ABSENT'] }, resource, (value) => String(value));
    expect(applyEdits(text, edits ?? [])).toContain('KEEP = "y"');
    expect(applyEdits(text, edits ?? [])).toContain('NEW');
    expect(applyEdits(text, edits ?? [])).not.toContain('OLD');
  });

  it('gives up where a value is not known', () => {
    const workspace = workspaceOf({ 'main.tf': text });
    const [resource] = infrastructureOf(workspace, 'main.tf').resources;
    if (!resource) throw new Error('no resource');
    expect(settingEdits({ set: { NEW: '<id>' } }, resource, () => undefined)).toBeUndefined();
  });
});
