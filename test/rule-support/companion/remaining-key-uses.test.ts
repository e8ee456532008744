import { describe, expect, it } from 'vitest';
import { keyUsesFollowUp, remainingKeyUses } from '../../../src/rules/support/companion/remaining-key-uses.ts';
import { type Files, project } from './refactor.ts';

function usesOf(symbol: string, files: Files): readonly string[] {
  const { workspace, resource } = project(files);
  return remainingKeyUses(resource(symbol), workspace).uses.map(({ uri, range }) => {
    const document = workspace.byUri(uri);
    return `${document?.path}: ${document?.source.slice(range)}`;
  });
}

const STORE = "resource store 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  name: 'contosodata'\n}\n";
const EXISTING = (name: string) =>
  `param n string\nresource other 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {\n  name: ${name}\n}\n`;

describe('the uses of keys that are left', () => {
  it('finds none where there are none', () => {
    expect(usesOf('store', { 'main.bicep': STORE })).toEqual([]);
    const { workspace, resource } = project({ 'main.bicep': STORE, 'a.bicep': 'param n string\n' });
    const uses = remainingKeyUses(resource('store'), workspace);
    expect(uses.files).toBe(2);
    expect(keyUsesFollowUp(uses)).toContain('in the 2 files of infrastructure code');
  });

  it.each([
    ['store.listKeys().keys[0].value', 'store.listKeys('],
    ["listKeys(store.id, '2024-01-01').keys[0].value", 'listKeys(store.id'],
    ["store.listAccountSas('2024-01-01', {}).accountSasToken", "store.listAccountSas('2024-01-01'"],
    [
      "listKeys(resourceId('Microsoft.Storage/storageAccounts', 'x'), '2024-01-01').keys[0].value",
      "listKeys(resourceId('Microsoft.Storage/storageAccounts'",
    ],
  ])('finds %s', (expression, found) => {
    expect(usesOf('store', { 'main.bicep': `${STORE}output key string = ${expression}\n` })).toEqual([
      `main.bicep: ${found}`,
    ]);
  });

  it('counts an existing resource that may be the same, and none of another service', () => {
    const key = 'output key string = other.listKeys().keys[0].value\n';
    expect(usesOf('store', { 'main.bicep': STORE, 'a.bicep': EXISTING('n') + key })).toHaveLength(1);
    expect(usesOf('store', { 'main.bicep': STORE, 'a.bicep': EXISTING("'contosodata'") + key })).toHaveLength(1);
    const vault =
      "resource kv 'Microsoft.KeyVault/vaults@2024-01-01' existing = {\n  name: 'x'\n}\noutput k object = kv.listKeys()\n";
    expect(usesOf('store', { 'main.bicep': STORE, 'a.bicep': vault })).toEqual([]);
  });

  it('finds rules below a namespace', () => {
    const text = `resource ns 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'x'
}
resource rule 'Microsoft.ServiceBus/namespaces/authorizationRules@2024-01-01' existing = {
  parent: ns
  name: 'RootManageSharedAccessKey'
}
output c string = rule.listKeys().primaryConnectionString
`;
    expect(usesOf('ns', { 'main.bicep': text })).toEqual(['main.bicep: rule.listKeys(']);
  });

  it('reads attributes of Terraform', () => {
    const text =
      'resource "azurerm_storage_account" "a" {\n  name = "x"\n}\nresource "azurerm_storage_account" "b" {\n  name = "y"\n}\n';
    const output =
      'output "k" {\n  value     = azurerm_storage_account.a.primary_blob_connection_string\n  sensitive = true\n}\n';
    const files = { 'infra/main.tf': text, 'infra/outputs.tf': output };
    expect(usesOf('a', files)).toEqual(['infra/outputs.tf: azurerm_storage_account.a.primary_blob_connection_string']);
    expect(usesOf('b', files)).toEqual([]);
    const data =
      'data "azurerm_storage_account" "d" {\n  name = "x"\n}\noutput "k" {\n  value = data.azurerm_storage_account.d.primary_access_key\n}\n';
    expect(usesOf('a', { ...files, 'app/main.tf': data })).toHaveLength(2);
  });

  it('reads commands and connection strings elsewhere', () => {
    const workflow = (run: string) =>
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;
    const path = '.github/workflows/a.yml';
    expect(
      usesOf('store', { 'main.bicep': STORE, [path]: workflow('az storage account keys list -n contosodata') }),
    ).toHaveLength(1);
    expect(
      usesOf('store', { 'main.bicep': STORE, [path]: workflow('az storage account keys list -n "$NAME"') }),
    ).toHaveLength(1);
    expect(
      usesOf('store', { 'main.bicep': STORE, [path]: workflow('az storage account keys list -n contosologs') }),
    ).toEqual([]);
    const env = 'X=DefaultEndpointsProtocol=https;AccountName=contosodata;AccountKey=abc\n';
    expect(usesOf('store', { 'main.bicep': STORE, '.env': env })).toHaveLength(1);
  });
});
