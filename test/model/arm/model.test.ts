import { describe, expect, it } from 'vitest';
import { modelOfFiles, PARAMETERS_SCHEMA, SCHEMA, template, texts } from './build.ts';

const storage = { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-01-01', name: 'store' };

describe('resources', () => {
  it('have type, version, name and ranges', () => {
    const model = template({
      resources: [{ ...storage, condition: "[parameters('x')]", copy: { name: 'c', count: 2 } }],
    });
    const [resource] = model.resources;
    expect(resource).toMatchObject({
      language: 'arm-json',
      mode: 'resource',
      type: 'Microsoft.Storage/storageAccounts',
      apiVersion: '2023-01-01',
      symbol: 'store',
      isConditional: true,
      isLoop: true,
      parent: undefined,
    });
    expect(resource?.isType('microsoft.storage/STORAGEACCOUNTS')).toBe(true);
    expect(model.document.source.slice(resource?.typeRange ?? { start: 0, end: 0 })).toBe(
      '"Microsoft.Storage/storageAccounts"',
    );
    expect(model.document.source.slice(resource?.symbolRange ?? { start: 0, end: 0 })).toBe('"store"');
  });

  it('are found under symbolic names', () => {
    const { resources } = template({
      languageVersion: '2.0',
      resources: { sa: storage, old: { ...storage, existing: true } },
    });
    expect(resources.map(({ symbol, mode }) => [symbol, mode])).toEqual([
      ['sa', 'resource'],
      ['old', 'existing'],
    ]);
  });

  it('of extensions have the shape that Bicep writes', () => {
    const [app] = template({
      languageVersion: '2.0',
      imports: { microsoftGraphV1: { provider: 'MicrosoftGraph', version: '0.2.0' } },
      resources: {
        app: {
          import: 'microsoftGraphV1',
          type: 'Microsoft.Graph/applications@v1.0',
          properties: { displayName: 'x', passwordCredentials: [{ displayName: 'y' }] },
        },
      },
    }).resources;
    expect(app).toMatchObject({ type: 'Microsoft.Graph/applications', apiVersion: 'v1.0' });
    expect(app?.find('passwordCredentials[].displayName').map(({ value }) => texts(value))).toEqual([['y']]);
  });

  it('know their parent by nesting', () => {
    const { resources } = template({
      resources: [
        {
          ...storage,
          resources: [
            { type: 'blobServices', name: 'default', resources: [{ type: 'containers', name: 'c' }] },
            { type: 'Microsoft.Storage/storageAccounts/queueServices', name: 'store/default' },
          ],
        },
      ],
    });
    expect(resources.map(({ type }) => type)).toEqual([
      'Microsoft.Storage/storageAccounts',
      'Microsoft.Storage/storageAccounts/blobServices',
      'Microsoft.Storage/storageAccounts/blobServices/containers',
      'Microsoft.Storage/storageAccounts/queueServices',
    ]);
    expect(resources.map(({ parent }) => parent?.type.split('/').at(-1))).toEqual([
      undefined,
      'storageAccounts',
      'blobServices',
      'storageAccounts',
    ]);
  });

  it('know their parent by type and name', () => {
    const name = "[parameters('site')]";
    const { resources } = template({
      parameters: { site: { type: 'string' } },
      resources: [
        { type: 'Microsoft.Web/sites/config', name: `[concat(parameters('site'), '/appsettings')]` },
        { type: 'Microsoft.Web/sites', name },
        { type: 'Microsoft.Web/sites', name: 'other' },
      ],
    });
    expect(resources[0]?.parent).toBe(resources[1]);
    expect(resources[0]?.find('<name=appsettings>.name')).toHaveLength(1);
  });

  it('of nested templates belong to the model, with the scope they ask for', () => {
    const nested = (scope: string) => ({
      type: 'Microsoft.Resources/deployments',
      name: scope,
      properties: {
        expressionEvaluationOptions: { scope },
        parameters: { p: { value: "[parameters('p')]" } },
        template: {
          parameters: { p: { type: 'string', defaultValue: 'inner default' } },
          resources: [{ ...storage, name: "[concat('x-', parameters('p'))]" }],
        },
      },
    });
    const { resources, parameters } = template({
      parameters: { p: { type: 'string', defaultValue: 'outer' } },
      resources: [nested('inner'), nested('outer')],
    });
    expect(resources.map(({ type }) => type.split('/').at(-1))).toEqual([
      'deployments',
      'storageAccounts',
      'deployments',
      'storageAccounts',
    ]);
    expect(texts(resources[1]?.find('name')[0]?.value)).toEqual(['x-outer']);
    expect(texts(resources[3]?.find('name')[0]?.value)).toEqual(['x-outer']);
    expect(parameters).toHaveLength(3);
  });

  it('expand property loops', () => {
    const [resource] = template({
      resources: [{ ...storage, properties: { copy: [{ name: 'users', count: 2, input: { password: 'p' } }], a: 1 } }],
    }).resources;
    expect(resource?.find('properties.users[].password').map(({ value }) => texts(value))).toEqual([['p']]);
    expect(resource?.find('properties.users')[0]?.value.isComplete).toBe(false);
  });
});

describe('a template that the body of a deployment or an artifact of a blueprint wraps', () => {
  it('is the model of the file', () => {
    const inner = {
      $schema: SCHEMA.replace('deployment', 'subscriptionDeployment'),
      contentVersion: '1.0.0.0',
      parameters: { location: { type: 'string', defaultValue: 'westeurope' } },
      resources: [
        { type: 'Microsoft.Web/sites', apiVersion: '2024-04-01', name: 'a', location: "[parameters('location')]" },
      ],
    };
    const model = modelOfFiles({ 'artifact.json': { kind: 'template', properties: { template: inner } } });
    expect(model.targetScope).toBe('subscription');
    expect(model.parameters.map(({ name }) => name)).toEqual(['location']);
    const [site] = model.resources;
    expect(site?.type).toBe('Microsoft.Web/sites');
    expect(texts(site?.find('location')[0]?.value)).toEqual(['westeurope']);
  });
});

describe('parameters and outputs', () => {
  it('tell types, secrecy and defaults', () => {
    const { parameters, outputs } = template({
      definitions: { pw: { type: 'secureString' } },
      parameters: {
        a: { type: 'string', defaultValue: 'x' },
        b: { type: 'SecureObject' },
        c: { $ref: '#/definitions/pw' },
        d: { $ref: '#/definitions/none' },
      },
      resources: [],
      outputs: { plain: { type: 'string', value: 'v' }, hidden: { type: 'securestring', value: 'v' }, empty: {} },
    });
    expect(parameters.map(({ name, isSecure, type }) => [name, isSecure, type])).toEqual([
      ['a', false, 'string'],
      ['b', true, 'SecureObject'],
      ['c', true, ''],
      ['d', false, ''],
    ]);
    expect(texts(parameters[0]?.default)).toEqual(['x']);
    expect(parameters[1]?.default).toBeUndefined();
    expect(outputs.map(({ name, isSecure, value }) => [name, isSecure, value.kind])).toEqual([
      ['plain', false, 'string'],
      ['hidden', true, 'string'],
      ['empty', false, 'unknown'],
    ]);
  });
});

describe('modules', () => {
  const linked = { $schema: SCHEMA, contentVersion: '1.0.0.0', resources: [storage] };
  const call = (templateLink: unknown, parameters: unknown = {}) => ({
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { _artifactsLocation: { type: 'string', defaultValue: '[deployment().properties.templateLink.uri]' } },
    resources: [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: { templateLink, parameters } }],
  });

  it.each([
    { relativePath: 'nested/storage.json' },
    { relativePath: './x/../nested/storage.json' },
    { uri: "[uri(parameters('_artifactsLocation'), concat('nested/storage.json', parameters('sas')))]" },
    { uri: "[uri(parameters('_artifactsLocation'), 'nested/storage.json')]" },
    { uri: "[concat(parameters('_artifactsLocation'), '/nested/storage.json')]" },
  ])('are followed: %j', (link) => {
    const model = modelOfFiles({ 'infra/main.json': call(link), 'infra/nested/storage.json': linked });
    expect(model.modules[0]?.target?.resources.map(({ type }) => type)).toEqual(['Microsoft.Storage/storageAccounts']);
  });

  it('have no target outside the workspace', () => {
    const model = modelOfFiles({ 'main.json': call({ uri: 'https://example.com/x.json' }) });
    expect(model.modules).toMatchObject([{ source: 'https://example.com/x.json', target: undefined }]);
  });

  it('give what is passed', () => {
    const passed = { a: { value: 'x' }, b: { reference: { keyVault: { id: 'i' }, secretName: 's' } }, c: {} };
    const [module] = modelOfFiles({ 'main.json': call({ relativePath: 'x.json' }, passed) }).modules;
    expect(module?.arguments.map(({ name, value }) => [name, ...value.sources.map(({ kind }) => kind)])).toEqual([
      ['a', 'literal'],
      ['b', 'function'],
      ['c', 'unknown'],
    ]);
  });

  it('that call each other end', () => {
    const a = modelOfFiles({ 'a.json': call({ relativePath: 'b.json' }), 'b.json': call({ relativePath: 'a.json' }) });
    expect(a.modules[0]?.target?.modules[0]?.target?.document.path).toBe('a.json');
  });
});

describe('parameter files', () => {
  const main = {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { org: { type: 'string', defaultValue: 'x' }, password: { type: 'securestring' } },
    resources: [],
    outputs: { org: { type: 'string', value: "[parameters('org')]" } },
  };
  const file = (parameters: unknown) => ({ $schema: PARAMETERS_SCHEMA, contentVersion: '1.0.0.0', parameters });

  it('assign values and know which are secure', () => {
    const { assignments, resources } = modelOfFiles({
      'main.parameters.json': file({
        org: { value: 'contoso' },
        password: { value: 'not expanded: [x]' },
        vault: { reference: { keyVault: { id: 'i' }, secretName: 's' } },
      }),
      'main.json': main,
    });
    expect(resources).toEqual([]);
    expect(assignments.map(({ name, isSecure, value }) => [name, isSecure, ...texts(value)])).toEqual([
      ['org', false, 'contoso'],
      ['password', true, 'not expanded: [x]'],
      ['vault', undefined, '${getSecret()}'],
    ]);
    expect(assignments[2]?.value.sources).toMatchObject([
      { kind: 'function', name: 'getSecret', resourceType: 'Microsoft.KeyVault/vaults' },
    ]);
  });

  it('leave open what tools fill in', () => {
    const { assignments } = modelOfFiles({
      'p.json': file({ a: { value: '${AZURE_ENV_NAME}-app' }, b: { value: '$(secretOrRandomPassword kv x)' } }),
    });
    expect(assignments.map(({ value }) => texts(value)[0])).toEqual([
      '${AZURE_ENV_NAME}-app',
      '${secretOrRandomPassword}',
    ]);
    expect(assignments[1]?.value.sources).toMatchObject([{ kind: 'unknown' }]);
  });

  it.each([
    ['main.parameters.json', ['contoso']],
    ['main.dev.parameters.json', ['contoso']],
    ['main.parameters.dev.json', ['contoso']],
    ['main-parameters.json', ['contoso']],
    ['parameters.json', ['contoso']],
    ['other.json', ['contoso']],
    ['sub/main.parameters.json', ['x']],
  ])('%s decides what a parameter is', (path, expected) => {
    const model = modelOfFiles({ 'main.json': main, [path]: file({ Org: { value: 'contoso' } }) });
    expect(texts(model.outputs[0]?.value)).toEqual(expected);
  });

  it('of several environments give several values', () => {
    const model = modelOfFiles({
      'main.json': main,
      'main.dev.parameters.json': file({ org: { value: 'dev' } }),
      'main.prod.parameters.json': file({ org: { value: 'prod' } }),
    });
    expect(texts(model.outputs[0]?.value)).toEqual(['dev', 'prod']);
  });

  it('find secure parameters of a Bicep file', () => {
    const { assignments } = modelOfFiles({
      'main.parameters.json': file({ a: { value: 'x' }, b: { value: 'y' } }),
      'main.bicep': '@secure()\nparam a string\nparam b string\n',
    });
    expect(assignments.map(({ isSecure }) => isSecure)).toEqual([true, false]);
  });
});

describe('hostile input', () => {
  it.each([
    '',
    '[]',
    '{"$schema"',
    `{"$schema":"${SCHEMA}","resources":[1,null,"x",{}, {"type": 5, "name": []}]}`,
    `{"$schema":"${SCHEMA}","parameters":{"a":5,"b":},"variables":[],"outputs":{"o":null},"resources":{"x":5,"y":{}}}`,
    `{"$schema":"${SCHEMA}","resources":[{"type":"Microsoft.Resources/deployments","properties":{"template":[]}}]}`,
    `\ufeff{"$schema":"${SCHEMA}",\r\n\t"resources":[{"type":"a/b","resources":[{"type":"c"`,
    `{"$schema":"${SCHEMA}","resources":${'['.repeat(10_000)}`,
    `{"$schema":"${SCHEMA}","resources":[${'{"type":"a/b","resources":['.repeat(300)}`,
  ])('%s', (text) => {
    const model = modelOfFiles({ 'azuredeploy.json': text });
    for (const resource of model.resources) {
      resource.find('properties.a[].b');
      expect(resource.range.end).toBeGreaterThan(resource.range.start);
      expect(typeof resource.parent).toBe(resource.parent ? 'object' : 'undefined');
    }
    for (const output of model.outputs) expect(output.value.sources).toBeInstanceOf(Array);
    expect(model.parameters.every(({ name }) => name !== '')).toBe(true);
  });

  it('with cycles in variables and outputs ends', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`v${i}`, `[concat(variables('v${(i + 1) % 2000}'), 'x')]`]),
    );
    const model = template({ variables, resources: [], outputs: { o: { value: "[variables('v0')]" } } });
    expect(model.outputs[0]?.value.patterns).toHaveLength(1);
  });
});
