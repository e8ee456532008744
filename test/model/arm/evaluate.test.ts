import { describe, expect, it } from 'vitest';
import { evaluate, texts } from './build.ts';

const sections = {
  parameters: {
    org: { type: 'string', defaultValue: 'contoso' },
    name: { type: 'string' },
    tier: { type: 'string', allowedValues: ['Basic', 'Premium'] },
    secret: { type: 'securestring' },
    objects: { type: 'object' },
    flag: { type: 'bool', defaultValue: true },
    made: { type: 'string', defaultValue: '[newGuid()]' },
  },
  variables: {
    subject: "[concat('repo:', parameters('org'), '/', parameters('name'), ':*')]",
    nested: { Sku: { name: 'S1' }, list: ['a', 'b'] },
    one: "[variables('two')]",
    two: "[concat(variables('one'), 'x')]",
    copy: [{ name: 'disks', count: 3, input: "[concat('disk', copyIndex('disks'))]" }],
  },
  functions: [
    {
      namespace: 'Contoso',
      members: {
        Subject: {
          parameters: [{ name: 'repo', type: 'string' }],
          output: { type: 'string', value: "[concat('repo:', parameters('REPO'), parameters('org'))]" },
        },
        loop: { parameters: [], output: { value: '[contoso.loop()]' } },
      },
    },
  ],
  resources: [{ type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-01-01', name: 'store' }],
};

describe('expressions', () => {
  it.each<[string, readonly string[]]>([
    ['plain text', ['plain text']],
    ['[[not an expression]', ['[not an expression]']],
    ["['text']", ['text']],
    ["['it''s']", ["it's"]],
    ["[parameters('ORG')]", ['contoso']],
    ["[parameters('name')]", ['${param name}']],
    ["[parameters('tier')]", ['Basic', 'Premium']],
    ["[parameters('missing')]", ['${param missing}']],
    ["[variables('subject')]", ['repo:contoso/${param name}:*']],
    ["[variables('nested').sku.NAME]", ['S1']],
    ["[variables('nested').list[1]]", ['b']],
    ["[variables('nested')['sku'].name]", ['S1']],
    ["[variables('disks')[0]]", ['disk${copyIndex()}']],
    ["[variables('one')]", ['${expression}']],
    ["[ format ( '{0}-{1}' , 'a' , 5 ) ]", ['a-5']],
    ["[if(parameters('flag'), 'a', 'b')]", ['a', 'b']],
    ["[if(true(), 'a', 'b')]", ['a']],
    ["[if(equals('x', 'x'), 'a', 'b')]", ['a']],
    ["[parameters('objects').inner.key]", ['${param objects.inner.key}']],
    ['[resourceGroup().location]', ['${resourceGroup().location}']],
    ["[first(split('a/b', '/'))]", ['a']],
    [
      "[resourceId('Microsoft.Storage/storageAccounts/blobServices', 'a', 'default')]",
      ['${resourceGroup().id}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default'],
    ],
    [
      "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac')]",
      ['/subscriptions/${subscription().subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/b24988ac'],
    ],
    [
      "[uri(deployment().properties.templateLink.uri, 'nested/x.json')]",
      ['${deployment().properties.templateLink.uri}nested/x.json'],
    ],
    ["[contoso.subject('a/b')]", ['repo:a/b${param org}']],
    ['[contoso.loop()]', ['${contoso.loop()}']],
    ["[contoso.missing('x')]", ['${contoso.missing()}']],
    ['[]', ['${expression}']],
    ["[concat('a']", ['${expression}']],
    ["[concat('a'", ["[concat('a'"]],
    ["['a' 'b']", ['${expression}']],
    [`[${'concat('.repeat(10_000)}'x'${')'.repeat(10_000)}]`, ['${expression}']],
    [`[parameters('name')${'.a'.repeat(10_000)}]`, ['${expression}']],
  ])('%s', (text, expected) => expect(texts(evaluate(text, sections))).toEqual(expected));

  it('keep the type of constants', () => {
    expect(evaluate('[false()]')).toMatchObject({ kind: 'boolean', constant: false });
    expect(evaluate('[null()]').kind).toBe('null');
    expect(evaluate(5)).toMatchObject({ kind: 'number', constant: 5 });
    expect(evaluate("[parameters('flag')]", sections).constant).toBe(true);
  });

  it('are located in the string they stand in, through escapes', () => {
    const value = evaluate("[concat('a\\', 'bc')]");
    expect(texts(value)).toEqual(['a\\bc']);
    const literals = value.sources.flatMap((source) => (source.kind === 'literal' ? [source.location.range] : []));
    expect(literals).toHaveLength(2);
    expect(literals.map(({ start, end }) => end - start)).toEqual(["'a\\\\'".length, "'bc'".length]);
  });
});

describe('sources', () => {
  it('of a parameter tell whether it is secure and has a default', () => {
    expect(evaluate("[parameters('secret')]", sections).sources).toMatchObject([
      { kind: 'parameter', name: 'secret', isSecure: true, default: 'none' },
    ]);
    expect(evaluate("[parameters('org')]", sections).sources).toMatchObject([{ isSecure: false, default: 'literal' }]);
    expect(evaluate("[parameters('made')]", sections).sources).toMatchObject([{ default: 'expression' }]);
  });

  it('of a key function tell the type of the resource', () => {
    const id = "resourceId('Microsoft.Storage/storageAccounts', parameters('name'))";
    expect(evaluate(`[listKeys(${id}, '2023-01-01').keys[0].value]`, sections).sources).toMatchObject([
      { kind: 'function', name: 'listKeys', resourceType: 'Microsoft.Storage/storageAccounts', path: 'keys.value' },
    ]);
    expect(evaluate("[listKeys('store', '2023-01-01')]", sections).sources).toMatchObject([
      { resourceType: 'Microsoft.Storage/storageAccounts' },
    ]);
    expect(evaluate(`[concat('Key=', listKeys(${id}, '2023-01-01').keys[0].value)]`, sections).sources).toMatchObject([
      { kind: 'literal', isPart: true },
      { kind: 'function', name: 'listKeys' },
    ]);
  });

  it('of a member of reference() are an attribute', () => {
    expect(evaluate("[reference('store').primaryEndpoints.blob]", sections).sources).toMatchObject([
      { kind: 'attribute', of: 'resource', type: 'Microsoft.Storage/storageAccounts', path: 'primaryEndpoints.blob' },
    ]);
  });
});
