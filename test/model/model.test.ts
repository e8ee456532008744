import { describe, expect, it } from 'vitest';
import { commentsOf, modelOf, syntaxErrorsOf } from '../../src/model/model.ts';
import { document, SCHEMA, workspace } from './arm/build.ts';

const files = {
  'main.bicep': "// one\nresource a 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'x' /* two */\n}\n",
  'main.bicepparam': "using 'main.bicep' // one\nparam a = 'x' /* two */\n",
  'main.tf': '# one\nresource "azurerm_storage_account" "a" {\n  name = "x" /* two */\n}\n',
  'x.tfvars': '# one\na = "x" // two\n',
  'azuredeploy.json': `// one\n{"$schema": "${SCHEMA}", "resources": [{"type": "a/b"}] /* two */}`,
  '.github/workflows/ci.yml': 'on: push # one\njobs:\n  a:\n    steps:\n      - run: x # two\n',
};
const all = workspace(files);

describe('modelOf', () => {
  it.each([
    ['main.bicep', 'bicep', 1],
    ['azuredeploy.json', 'arm-json', 1],
    ['main.tf', 'terraform', 1],
    ['main.bicepparam', 'bicep', 0],
    ['x.tfvars', 'terraform', 0],
  ] as const)('%s is infrastructure', (path, language, count) => {
    const found = all.get(path);
    const { infrastructure, pipeline } = found ? modelOf(found, all) : {};
    expect(infrastructure?.language).toBe(language);
    expect(infrastructure?.resources).toHaveLength(count);
    expect(pipeline).toBeUndefined();
  });

  it('.github/workflows/ci.yml is a pipeline', () => {
    const found = all.get('.github/workflows/ci.yml');
    const { infrastructure, pipeline } = found ? modelOf(found, all) : {};
    expect(pipeline?.jobs.map(({ id }) => id)).toEqual(['a']);
    expect(infrastructure).toBeUndefined();
  });

  it('other files have none', () => expect(modelOf(document('readme.md', ''), all)).toEqual({}));

  it('leaves out what Bicep compiled, where its source is there too', () => {
    const compiled = { $schema: SCHEMA, metadata: { _generator: { name: 'bicep' } }, resources: [{ type: 'a/b' }] };
    const built = workspace({ 'a/main.json': compiled, 'a/main.bicep': '', 'b/main.json': compiled });
    const resources = (path: string) => {
      const found = built.get(path);
      return found && modelOf(found, built).infrastructure?.resources.length;
    };
    expect(resources('a/main.json')).toBeUndefined();
    expect(resources('b/main.json')).toBe(1);
  });
});

describe('commentsOf', () => {
  it.each(Object.keys(files))('%s: with delimiters, in order', (path) => {
    const found = all.get(path) ?? document(path, '');
    const comments = commentsOf(found).map((range) => found.source.slice(range));
    expect(comments.map((comment) => comment.replace(/^(?:\/\/|#|\/\*) | \*\/$/g, ''))).toEqual(['one', 'two']);
    expect(comments.every((comment) => /^(?:\/\/|#|\/\*)/.test(comment))).toBe(true);
  });

  it('other files have none', () => expect(commentsOf(document('readme.md', '// x'))).toEqual([]));
});

describe('syntaxErrorsOf', () => {
  it.each(Object.keys(files))('%s has none', (path) => {
    expect(syntaxErrorsOf(all.get(path) ?? document(path, '}'))).toEqual([]);
  });

  it.each([
    ['main.bicep', 'resource'],
    ['main.bicepparam', 'param a ='],
    ['main.tf', 'resource {'],
    ['x.tfvars', 'a ='],
    ['azuredeploy.json', `{"$schema": "${SCHEMA}", `],
    ['.github/workflows/ci.yml', 'on: [push'],
  ])('%s half typed has some', (path, text) => {
    const broken = document(path, text);
    const errors = syntaxErrorsOf(broken);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, range } of errors) {
      expect(message).not.toBe('');
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
  });
});
