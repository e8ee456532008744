import { describe, expect, it } from 'vitest';
import { describeValue, evaluated, modelOf, outputOf, patternsOf, sourcesOf, workspaceOf } from './workspace.ts';

describe('strings', () => {
  it.each<[string, string, readonly string[]]>([
    ['a literal', "'a'", ['a']],
    ['a parameter without value', "'repo:${org}/app:*'", ['repo:${param org}/app:*']],
    ['a default', "'repo:${team}/app'", ['repo:platform/app']],
    ['a variable', "'${name}-x'", ['contoso-x']],
    ['numbers and booleans', "'${1}-${true}'", ['1-true']],
    ['a conditional', "flag ? 'a' : 'b'", ['a', 'b']],
    ['a conditional in a string', "'x${flag ? 'a' : 'b'}'", ['xa', 'xb']],
    ['a constant condition', "true ? 'a' : 'b'", ['a']],
    ['format', "format('{0}/{1}', name, org)", ['contoso/${param org}']],
    ['join', "join(['a', org, 'c'], '-')", ['a-${param org}-c']],
    ['concat', "concat('a', org)", ['a${param org}']],
    ['replace', "replace('a-b-${org}', '-', ':')", ['a:b:${param org}']],
    ['toLower', "toLower('ABC')", ['abc']],
    ['sys.toLower', "sys.toLower('ABC')", ['abc']],
    ['coalesce', "null ?? 'a'", ['a']],
    ['a parameter or a text', "optional ?? 'a'", ['${param optional}', 'a']],
    ['a multi-line string', "'''\na\nb'''", ['a\nb']],
    ['a member', 'config.name', ['n']],
    ['a member in other case', 'config.NAME', ['n']],
    ['an element', 'list[1]', ['y']],
    ['the last element', 'list[^1]', ['y']],
    ['a key', "config['name']", ['n']],
    ['safe access', 'config.?name', ['n']],
    ['what is not null', 'config!.name!', ['n']],
    ['a user function', "greet('x')", ['hi x']],
    ['a function of a function', "greet(greet('x'))", ['hi hi x']],
    ['the loop of a list', "[for x in list: 's:${x}'][0]", ['s:x', 's:y']],
    ['the loop of a loop', "[for x in loop: 't:${x}'][0]", ['t:s:x', 't:s:y']],
    ['a loop of objects', "[for x in objects: 's:${x.sub}'][0]", ['s:a', 's:b']],
    ['map', "map(list, x => 'm:${x}')[1]", ['m:y']],
    ['the first', "first(map(list, (x, i) => '${i}${x}'))", ['0x']],
    ['filter', "filter(list, x => x != 'a')[0]", ['x', 'y']],
    ['toObject', "toObject(objects, o => o.sub, o => 'v-${o.sub}').b", ['v-b']],
    ['items', "items({ k: 'v' })[0].value", ['v']],
    [
      'a resource id',
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'guid')",
      ['/subscriptions/${subscription().subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/guid'],
    ],
    [
      'an id with a group',
      "resourceId(org, 'Microsoft.Sql/servers/databases', 's', name)",
      ['${resourceGroup().id}/providers/Microsoft.Sql/servers/s/databases/contoso'],
    ],
    ['a name that is not declared', "'a${nowhere}'", ['a${nowhere}']],
    ['the location of the group', "'${resourceGroup().location}'", ['${resourceGroup().location}']],
    ['an unknown member', "'${settings.host}'", ['${settings.host}']],
  ])('%s: %s', (_, expression, expected) => {
    const value = evaluated(
      expression,
      `param org string
param team string = 'platform'
param optional string?
param flag bool
param settings object
var name = 'contoso'
var config = { name: 'n' }
var list = ['x', 'y']
var loop = [for x in list: 's:\${x}']
var objects = [{ sub: 'a' }, { sub: 'b' }]
func greet(who string) string => 'hi \${who}'`,
    );
    expect(patternsOf(value)).toEqual(expected);
  });
});

describe('objects and arrays', () => {
  it.each<[string, unknown]>([
    ['{ a: 1, b: true, c: null }', { a: 1, b: true, c: null }],
    ["[1, 'a']", [1, 'a']],
    ['{ ...known, b: 2 }', { a: 1, b: 2 }],
    ['{ ...given, b: 2 }', { b: 2, '...': true }],
    ['[0, ...[1, 2]]', [0, 1, 2]],
    ['[0, ...items]', [0, '...']],
    ["union(known, { b: 'x' })", { a: 1, b: 'x' }],
    ['union(known, given)', { a: 1, '...': true }],
    ['shallowMerge([known, { a: 2 }])', { a: 2 }],
    ["{ '${given.id}': {} }", { '${given.id}': {}, '...': true }],
    ["{ 'a-${known.a}': {} }", { 'a-1': {} }],
    ['[for i in [1, 2]: { n: 1 }]', [{ n: 1 }, '...']],
    ['mapValues({ a: 1 }, v => v + 1)', { a: 2 }],
    ['!(1 < 2)', false],
    ["'a' =~ 'A' && 2 >= 1", true],
    ["'a' != 'a' || 7 / 2 == 3", true],
    ['-(1 + 2 * 3) % 4', -3],
  ])('%s', (expression, expected) => {
    const declarations = 'param given object\nparam items array\nvar known = { a: 1 }';
    expect(describeValue(evaluated(expression, declarations))).toEqual(expected);
  });
});

describe('sources', () => {
  it.each<[string, readonly string[]]>([
    ["'a'", ['literal']],
    ["'a${plain}'", ['literal part', 'param plain (none)']],
    ['secret', ['secure param secret (none)']],
    ['aliased', ['secure param aliased (none)']],
    ['defaulted', ['secure param defaulted (literal)']],
    ['generated', ['secure param generated (expression)']],
    ['emptied', ['secure param emptied (none)']],
    ['plain.member', ['param plain (none)']],
    ['stg.listKeys().keys[0].value', ['listKeys() of stg Microsoft.Storage/storageAccounts keys.value']],
    ['stg.listKeys()', ['listKeys() of stg Microsoft.Storage/storageAccounts']],
    [
      'listKeys(stg.id, stg.apiVersion).keys[0].value',
      ['listKeys() of stg Microsoft.Storage/storageAccounts keys.value'],
    ],
    ["az.listKeys(resourceId('Microsoft.Web/sites', 'a'), '1')", ['listKeys() of Microsoft.Web/sites']],
    ["listKeys('${stg.id}/a/${plain}/b/x', '1')", ['listKeys() of Microsoft.Storage/storageAccounts/a/b']],
    ['first(stg.listKeys().keys).value', ['listKeys() of stg Microsoft.Storage/storageAccounts keys.value']],
    ['map(stg.listKeys().keys, k => k.value)', ['listKeys() of stg Microsoft.Storage/storageAccounts keys.value']],
    ["kv.getSecret('s')", ['getSecret() of kv Microsoft.KeyVault/vaults']],
    [
      'stg.properties.primaryEndpoints.blob',
      ['resource stg Microsoft.Storage/storageAccounts: properties.primaryEndpoints.blob'],
    ],
    ['loop[0].properties.x', ['resource loop Microsoft.Web/sites: properties.x']],
    ['stg.id', ['resource stg Microsoft.Storage/storageAccounts: id']],
    ['stg.name', ['literal']],
    ['stg::blobs.properties.x', ['resource blobs Microsoft.Storage/storageAccounts/blobServices: properties.x']],
    ['mod.outputs.key', ['module mod : outputs.key']],
    ["flag ? secret : 'x'", ['secure param secret (none)', 'literal']],
    ["readEnvironmentVariable('P')", ['readEnvironmentVariable() of -']],
    ["readEnvironmentVariable('P', 'x')", ['readEnvironmentVariable() of -', 'literal']],
    ["uniqueString('a')", ['uniqueString() of -']],
    ["secret == 'a'", []],
    ['nowhere', ['unknown']],
  ])('%s', (expression, expected) => {
    const value = evaluated(
      expression,
      `param plain string
param flag bool
@secure()
param secret string
@secure()
type password = string
param aliased password?
@sys.secure()
param defaulted string = 'hunter2'
@secure()
param generated string = newGuid()
@secure()
param emptied string = ''
resource stg 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st'
  resource blobs 'blobServices' = {
    name: 'default'
  }
}
resource loop 'Microsoft.Web/sites@2024-01-01' = [for i in [1]: {
  name: 'a'
}]
resource kv 'Microsoft.KeyVault/vaults@2024-01-01' existing = {
  name: 'kv'
}
module mod 'br/public:a/b:1' = {
  name: 'm'
}`,
    );
    expect(sourcesOf(value)).toEqual(expected);
  });

  it('lie where the content is written', () => {
    const text = "var a = 'secret'\noutput o string = a\n";
    const value = outputOf(modelOf(text));
    expect(value.range).toEqual({ start: text.lastIndexOf('a'), end: text.lastIndexOf('a') + 1 });
    expect(value.sources.map(({ location }) => text.slice(location.range.start, location.range.end))).toEqual([
      "'secret'",
    ]);
  });
});

describe('other files', () => {
  const shared = `
@export()
var region = 'north'
@export()
var prefix = 'p-\${region}'
@export()
func greet(who string) string => '\${prefix} \${who}'
`;

  it('follows imported variables and functions', () => {
    const { model } = workspaceOf({
      'a/main.bicep': `import { region as r, greet } from '../b/shared.bicep'
import * as shared from '../b/shared.bicep'
output o string = '\${r} \${shared.prefix} \${greet('x')} \${shared.greet('y')}'`,
      'b/shared.bicep': shared,
    });
    expect(patternsOf(outputOf(model('a/main.bicep')))).toEqual(['north p-north p-north x p-north y']);
  });

  it('gives parameters the value of the parameter file', () => {
    const { model } = workspaceOf({
      'main.bicep': "param org string\nparam team string = 't'\noutput o string = '${org}/${team}'",
      'prod.bicepparam': "using './main.bicep'\nvar x = 'contoso'\nparam org = x",
    });
    expect(patternsOf(outputOf(model()))).toEqual(['contoso/t']);
  });

  it('gives parameters every value of several parameter files, inherited ones too', () => {
    const { model } = workspaceOf({
      'infra/main.bicep': "param env string = 'none'\noutput o string = 'e-${env}'",
      'a.bicepparam': "using 'infra/main.bicep'\nparam env = 'a'",
      'env/b.bicepparam': "extends '../base/base.bicepparam'\nparam env = 'b'",
      'env/c.bicepparam': "extends '../base/base.bicepparam'",
      'env/d.bicepparam': "using '../infra/main.bicep'",
      'base/base.bicepparam': "using '../infra/main.bicep'\nparam env = 'base'",
      'other.bicepparam': "using 'other.bicep'\nparam env = 'other'",
    });
    const value = outputOf(model('infra/main.bicep'));
    expect([...patternsOf(value)].sort()).toEqual(['e-a', 'e-b', 'e-base', 'e-none']);
  });

  it('gives parameters the value of a JSON parameter file beside the template', () => {
    const { model } = workspaceOf({
      'main.bicep': "param org string\nparam team string = 't'\noutput o string = '${org}/${team}'",
      'main.parameters.json': '{"parameters": {"org": {"value": "contoso"}}}',
    });
    expect(patternsOf(outputOf(model()))).toEqual(['contoso/t']);
  });

  it('knows which assignments of a parameter file are secure', () => {
    const { model } = workspaceOf({
      'main.bicep': '@secure()\nparam password string\nparam open string',
      'p.bicepparam': "using 'main.bicep'\nparam password = 'x'\nparam open = 'y'\nparam odd = 'z'",
      'q.bicepparam': "using 'gone.bicep'\nparam password = 'x'",
    });
    expect(model('p.bicepparam').assignments.map(({ name, isSecure }) => [name, isSecure])).toEqual([
      ['password', true],
      ['open', false],
      ['odd', undefined],
    ]);
    expect(model('q.bicepparam').assignments[0]?.isSecure).toBeUndefined();
  });

  it('passes arguments to modules and gives their outputs back', () => {
    const { model } = workspaceOf({
      'main.bicep': `module one 'm/app.bicep' = {
  name: 'one'
  params: { name: 'first' }
}
module two 'm/app.bicep' = [for n in ['a', 'b']: {
  params: { name: n, team: 'x' }
}]
output o string = '\${one.outputs.full} \${one.outputs.nested.name}'
output p string = two[0].outputs.full`,
      'm/app.bicep': `param name string
param team string = 'default'
resource a 'A/b@1' = {
  name: '\${name}-\${team}'
}
output full string = a.name
output nested object = { name: name }`,
    });
    const main = model();
    expect(patternsOf(outputOf(main))).toEqual(['first-default first']);
    expect(patternsOf(outputOf(main, 'p'))).toEqual(['a-x', 'b-x']);
    expect(
      main.modules.map((module) => [module.symbol, module.source, module.arguments.map(({ name }) => name)]),
    ).toEqual([
      ['one', 'm/app.bicep', ['name']],
      ['two', 'm/app.bicep', ['name', 'team']],
    ]);
    const [resource] = main.modules[0]?.target?.resources ?? [];
    expect(resource?.find('name').map(({ value }) => patternsOf(value))).toEqual([['first-default']]);
    expect(resource?.document.path).toBe('m/app.bicep');
  });

  it('does not guess what a spread or variable passes to a module', () => {
    const { model } = workspaceOf({
      'main.bicep': "param p object\nmodule m 'm.bicep' = {\n  params: { ...p }\n}\noutput o string = m.outputs.x",
      'm.bicep': "param name string = 'd'\noutput x string = name",
    });
    expect(patternsOf(outputOf(model()))).toEqual(['${param name}', 'd']);
  });

  it('leaves alone what is not in the workspace', () => {
    const { model } = workspaceOf({
      'main.bicep': `module a 'br/public:avm/res/x:1.0' = {}
module b '../../outside.bicep' = {}
module c './missing.bicep' = {}
module d '\${x}.bicep' = {}
import { v } from 'missing.bicep'
output o string = v`,
    });
    expect(model().modules.map(({ target }) => target)).toEqual([undefined, undefined, undefined, undefined]);
    expect(model().modules.map(({ source }) => source)).toEqual([
      'br/public:avm/res/x:1.0',
      '../../outside.bicep',
      './missing.bicep',
      '',
    ]);
    expect(outputOf(model()).kind).toBe('unknown');
  });
});
