import { describe, expect, it } from 'vitest';
import { outputOf, sources, texts, textsOf } from './support.ts';

describe('text is folded', () => {
  it.each([
    ['"repo:${var.org}/app:*"', ['repo:${var.org}/app:*']],
    ['"repo:${local.org}/app"', ['repo:contoso/app']],
    ['local.name', ['contoso-prod']],
    ['format("repo:%s/%s:ref:%s", local.org, var.org, "main")', ['repo:contoso/${var.org}:ref:main']],
    ['join(":", ["repo", local.org, var.org])', ['repo:contoso:${var.org}']],
    ['join(",", concat(["a"], ["b", var.org]))', ['a,b,${var.org}']],
    ['lower("ABC${upper("d")}")', ['abcd']],
    ['replace(local.name, "-", "/")', ['contoso/prod']],
    ['coalesce("", local.org)', ['contoso']],
    ['try(local.org, "x")', ['contoso', 'x']],
    ['lookup({ a = "1", b = "2" }, "b", "3")', ['2']],
    ['merge({ a = "1" }, { a = "2" }).a', ['2']],
    ['var.flag ? "a" : "b"', ['a', 'b']],
    ['1 + 1 == 2 ? "a" : "b"', ['a']],
    ['"${"${local.org}"}"', ['contoso']],
    ['"%{ if var.flag }a%{ else }b%{ endif }c"', ['ac', 'bc']],
    ['"%{ for x in ["a", "b"] }<${x}>%{ endfor }"', ['<a><b>']],
    ['<<-EOT\n  a\n    ${local.org}\n  EOT', ['a\n  contoso\n']],
    ['join("", [for i, x in ["a", "b", "c"] : "${i}${x}" if x != "b"])', ['0a2c']],
    ['{ for k, v in { a = "1", b = "2" } : upper(k) => "${k}${v}" }.B', ['b2']],
    ['[for x in ["a", "b"] : { name = x }][1].name', ['b']],
    ['["a", "b"][0]', ['a']],
    ['local.map["x"]', ['1']],
    ['local.map.y', ['2']],
    ['local.map[var.org]', ['1', '2']],
    ['local.list[*].name', []],
    ['join(",", local.list[*].name)', ['a,b']],
    ['join(",", local.list.*.name)', ['a,b']],
    ['max([1, 2]...) == 2 ? "a" : "b"', ['a']],
    ['jsondecode(jsonencode({ a = "1" })).a', ['1']],
    ['tostring(5)', ['5']],
    ['"${5}-${true}"', ['5-true']],
    ['path.module', ['${path.module}']],
    ['local.missing', ['${local.missing}']],
    ['"${local.loop_a}"', ['${expression}']],
  ])('%s', (expression, expected) => {
    const rest = `
variable "org" {}
variable "flag" {}
locals {
  org    = "contoso"
  name   = "\${local.org}-prod"
  map    = { x = "1", y = "2" }
  list   = [{ name = "a" }, { name = "b" }]
  loop_a = local.loop_b
  loop_b = local.loop_a
}
`;
    expect(textsOf(expression, rest)).toEqual(expected);
  });
});

describe('a variable', () => {
  const declaration = 'variable "org" {\n  default = "contoso"\n}\n';

  it('is its default, which may be another', () => {
    const value = outputOf('var.org', declaration);
    expect(texts(value)).toEqual(['contoso']);
    expect(sources(value)).toEqual([{ kind: 'parameter', name: 'org', isSecure: false, default: 'literal' }]);
  });

  it('is unknown without one', () => {
    const value = outputOf('var.org', 'variable "org" {\n  sensitive = true\n}\n');
    expect(texts(value)).toEqual(['${var.org}']);
    expect(sources(value)).toEqual([{ kind: 'parameter', name: 'org', isSecure: true, default: 'none' }]);
  });

  it('is what terraform.tfvars says, and the last *.auto.tfvars', () => {
    const file = { 'terraform.tfvars': 'org = "fabrikam"\n' };
    const value = outputOf('var.org', declaration, file);
    expect(texts(value)).toEqual(['fabrikam']);
    expect(value.sources).toMatchObject([{ kind: 'literal', location: { uri: 'file:///terraform.tfvars' } }]);
    const more = { ...file, 'a.auto.tfvars': 'org = "a"', 'b.auto.tfvars': 'org = "b"' };
    expect(textsOf('var.org', declaration, more)).toEqual(['b']);
  });

  it('may be what other variable files say', () => {
    const files = { 'prod.tfvars': 'org = "prod"', 'env/dev.tfvars': 'org = "dev"' };
    expect(textsOf('var.org', declaration, files)).toEqual(['contoso', 'dev', 'prod']);
  });

  it('is declared in any file of the folder, not of another', () => {
    expect(textsOf('var.org', '', { 'variables.tf': declaration })).toEqual(['contoso']);
    expect(textsOf('var.org', '', { 'other/variables.tf': declaration })).toEqual(['${var.org}']);
  });
});

describe('an attribute', () => {
  const account =
    'resource "azurerm_storage_account" "main" {\n  name = "st${var.org}"\n  identity {\n    type = "SystemAssigned"\n  }\n}\n';

  it('that the resource sets is what it sets', () => {
    expect(textsOf('azurerm_storage_account.main.name', account)).toEqual(['st${var.org}']);
    expect(textsOf('azurerm_storage_account.main.identity[0].type', account)).toEqual(['SystemAssigned']);
  });

  it.each([
    [
      'azurerm_storage_account.main.primary_access_key',
      'resource',
      'azurerm_storage_account',
      'main',
      'primary_access_key',
    ],
    [
      'azurerm_storage_account.main.identity[0].principal_id',
      'resource',
      'azurerm_storage_account',
      'main',
      'identity.principal_id',
    ],
    [
      'azurerm_storage_account.other["a"].primary_access_key',
      'resource',
      'azurerm_storage_account',
      'other',
      'primary_access_key',
    ],
    ['data.azurerm_key_vault_secret.pw.value', 'data', 'azurerm_key_vault_secret', 'pw', 'value'],
    ['ephemeral.random_password.pw.result', 'ephemeral', 'random_password', 'pw', 'result'],
    ['module.remote.client_secret', 'module', '', 'remote', 'client_secret'],
    [
      'one(azurerm_storage_account.main[*].primary_access_key)',
      'resource',
      'azurerm_storage_account',
      'main',
      'primary_access_key',
    ],
    [
      '[for a in [azurerm_storage_account.main] : a.primary_access_key][0]',
      'resource',
      'azurerm_storage_account',
      'main',
      'primary_access_key',
    ],
    ['local.account.primary_access_key', 'resource', 'azurerm_storage_account', 'main', 'primary_access_key'],
    [
      'nonsensitive(azurerm_storage_account.main.primary_access_key)',
      'resource',
      'azurerm_storage_account',
      'main',
      'primary_access_key',
    ],
  ])('%s is known by where it comes from', (expression, of, type, name, path) => {
    const rest = `${account}locals {\n  account = azurerm_storage_account.main\n}\n`;
    expect(sources(outputOf(expression, rest))).toEqual([{ kind: 'attribute', of, type, name, path }]);
  });

  it('in a longer string keeps its source', () => {
    const value = outputOf('"AccountKey=${azurerm_storage_account.main.primary_access_key};"', account);
    expect(texts(value)).toEqual(['AccountKey=${azurerm_storage_account.main.primary_access_key};']);
    expect(sources(value)).toEqual([
      { kind: 'literal', isPart: true },
      { kind: 'attribute', of: 'resource', type: 'azurerm_storage_account', name: 'main', path: 'primary_access_key' },
      { kind: 'literal', isPart: true },
    ]);
  });

  it('of an object variable comes from the variable', () => {
    expect(sources(outputOf('var.app.secret', 'variable "app" {}'))).toEqual([
      { kind: 'parameter', name: 'app', isSecure: false, default: 'none' },
    ]);
  });
});

describe('a call that is not known here', () => {
  it.each([
    ['file("key.pem")', 'file'],
    ['provider::azapi::build_resource_id("a")', 'provider::azapi::build_resource_id'],
    ['provider::x::lower("A")', 'provider::x::lower'],
    ['uuid()', 'uuid'],
  ])('%s is its own source', (expression, name) => {
    const expected = name.slice(name.lastIndexOf(':') + 1);
    expect(sources(outputOf(expression))).toEqual([
      { kind: 'function', name: expected, resourceType: undefined, symbol: undefined, path: '' },
    ]);
  });
});
