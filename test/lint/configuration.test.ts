import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { matchesPath } from '../../src/lint/configuration.ts';
import { configurationSchemaFile } from '../../src/lint/configuration-schema.ts';
import { findConfiguration, parseConfiguration } from '../../src/lint/parse-configuration.ts';
import { RULES } from '../../src/rules/registry.ts';
import { documentOf, wordRule } from './word-rule.ts';

const RULE = wordRule('secret', undefined, {
  options: {
    maxDays: { type: 'integer', description: 'Days.', default: 90, minimum: 1, maximum: 365 },
    strict: { type: 'boolean', description: 'Strict.', default: false },
    names: { type: 'array', items: { type: 'string' }, description: 'Names.', default: [] },
    mode: { type: 'string', description: 'Mode.', default: 'a' },
  },
});

function read(text: string) {
  const document = documentOf(text, 'keyless.yaml');
  const { configuration, findings } = parseConfiguration(document, [RULE]);
  return {
    configuration,
    problems: findings.map((it) => `${it.messageId}: ${document.source.slice(it.range)}`),
    messages: findings.map((it) => it.message),
  };
}

const FULL = `ignore: [legacy/**, '!legacy/new.tf']
failOn: error
rules:
  no-secret:
    level: hint
    ignore:
      - test/**
    options:
      maxDays: 30
      strict: true
      names: [a, b]
      mode: 'off'
  unused-suppression: off
repository:
  fullName: contoso/app
  ownerId: 1
  repositoryId: 2
  host: github.contoso.com
  defaultBranch: main
  useImmutableSubject: true
  variables:
    AZURE_CLIENT_ID: 00000000-0000-4000-8000-00000000000a
  environments:
    production:
      protection: [reviewers]
      variables: {AZURE_CLIENT_ID: 00000000-0000-4000-8000-00000000000b}
    test: {protection: []}
`;

describe('parseConfiguration', () => {
  it('reads everything that there is to say', () => {
    expect(read(FULL)).toEqual({
      problems: [],
      messages: [],
      configuration: {
        ignore: ['legacy/**', '!legacy/new.tf'],
        failOn: 'error',
        rules: {
          'no-secret': {
            level: 'hint',
            ignore: ['test/**'],
            options: { maxDays: 30, strict: true, names: ['a', 'b'], mode: 'off' },
          },
          'unused-suppression': { level: 'off', ignore: [], options: {} },
        },
        repository: {
          fullName: 'contoso/app',
          ownerId: 1,
          repositoryId: 2,
          host: 'github.contoso.com',
          defaultBranch: 'main',
          useImmutableSubject: true,
          variables: { AZURE_CLIENT_ID: '00000000-0000-4000-8000-00000000000a' },
          environments: {
            production: {
              protection: ['reviewers'],
              variables: { AZURE_CLIENT_ID: '00000000-0000-4000-8000-00000000000b' },
            },
            test: { protection: [] },
          },
        },
      },
    });
  });

  it.each([
    '',
    '# nothing\n',
    'rules:\n  # no-secret: off\nignore:\n',
    '\uFEFFfailOn: hint\n',
    'failOn: hint\r\nignore:\r\n  - a\r\n',
  ])('accepts %j', (text) => {
    expect(read(text).problems).toEqual([]);
  });

  it.each([
    ['failon: error\n', 'unknownKey: failon'],
    ['rules:\n  no-secrets: error\n', 'unknownRule: no-secrets'],
    ['rules:\n  no-secret:\n    levle: error\n', 'unknownKey: levle'],
    ['rules:\n  no-secret:\n    options:\n      maxDay: 1\n', 'unknownKey: maxDay'],
    ['repository:\n  name: x\n', 'unknownKey: name'],
    ['failOn: fatal\n', 'wrongType: fatal'],
    ['failOn: [error]\n', 'wrongType: [error]'],
    ['rules:\n  no-secret: high\n', 'wrongType: high'],
    ['rules:\n  internal-error: off\n', 'unknownRule: internal-error'],
    ['rules:\n  no-secret:\n    options:\n      maxDays: 0\n', 'wrongType: 0'],
    ['rules:\n  no-secret:\n    options:\n      maxDays: 1.5\n', 'wrongType: 1.5'],
    ["rules:\n  no-secret:\n    options:\n      maxDays: '30'\n", "wrongType: '30'"],
    ['rules:\n  no-secret:\n    options:\n      strict: yes\n', 'wrongType: yes'],
    ['rules:\n  no-secret:\n    options:\n      mode: 5\n', 'wrongType: 5'],
    ['rules: [no-secret]\n', 'wrongType: [no-secret]'],
    ['ignore: legacy\n', 'wrongType: legacy'],
    ['ignore: [./legacy]\n', 'wrongType: ./legacy'],
    ['ignore: [""]\n', 'wrongType: ""'],
    ['ignore:\n  - a\n  -\n', 'wrongType: -'],
    ['failOn:\n', 'wrongType: failOn:'],
    ['repository:\n  fullName: app\n', 'wrongType: app'],
    ['repository:\n  ownerId: x\n', 'wrongType: x'],
    ['repository:\n  variables:\n    AZURE_CLIENT_SECRET: hunter2\n', 'wrongType: hunter2'],
    ['repository:\n  variables:\n    __proto__: {}\n', 'unknownKey: __proto__'],
    ['repository:\n  environments:\n    production: {protection: [timer]}\n', 'wrongType: timer'],
    ['ignore: &a [*a]\n', 'wrongType: *a'],
    ['- a\n', 'wrongType: - a'],
    ['text\n', 'wrongType: text'],
    ['failOn: error\nfailOn: hint\n', 'duplicateKey: failOn'],
    ['a: &x {b: *y}\n', 'syntax: *y'],
  ])('marks the mistake in %j', (text, problem) => {
    expect(read(text).problems).toContain(problem);
  });

  it('lets what is right take effect beside a mistake, and the first of two equal keys', () => {
    expect(read('failOn: fatal\nignore: [a]\n').configuration).toMatchObject({ failOn: undefined, ignore: ['a'] });
    expect(read('failOn: error\nfailOn: hint\n').configuration.failOn).toBe('error');
  });

  it('lets nothing take effect where the text is not YAML', () => {
    const { configuration, problems } = read('failOn: error\nignore: [a\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((problem) => problem.startsWith('syntax'))).toBe(true);
    expect(configuration.failOn).toBeUndefined();
  });

  it('says what is known and what is meant', () => {
    expect(read('failon: error\n').messages[0]).toContain('ignore, failOn, rules, posture, repository');
    expect(read('rules:\n  no-secert: error\n').messages[0]).toContain('Did you mean "no-secret"?');
    expect(read('rules:\n  no-secret:\n    options:\n      maxDays: x\n').messages[0]).toContain(
      'a whole number from 1 to 365',
    );
  });

  it('is not confused by names that every object has', () => {
    expect(read('constructor: 1\n__proto__: 2\nrules:\n  toString: off\n').problems).toEqual([
      'unknownKey: constructor',
      'unknownKey: __proto__',
      'unknownRule: toString',
    ]);
  });

  it('ends on deep nesting', () => {
    expect(read(`ignore: ${'['.repeat(10_000)}`).problems.length).toBeGreaterThan(0);
  });
});

describe('findConfiguration', () => {
  const files = (paths: Record<string, string>) => (path: string) =>
    paths[path] === undefined ? undefined : documentOf(paths[path], path);

  it('takes keyless.yaml, else .github/keyless.yaml, and says where both exist', () => {
    const root = { 'keyless.yaml': 'failOn: hint' };
    const github = { '.github/keyless.yaml': 'failOn: error' };
    expect(findConfiguration(files({}))).toMatchObject({ document: undefined, findings: [] });
    expect(findConfiguration(files(root)).configuration.failOn).toBe('hint');
    expect(findConfiguration(files(github)).configuration.failOn).toBe('error');
    const both = findConfiguration(files({ ...root, ...github }));
    expect(both.configuration.failOn).toBe('hint');
    expect(both.findings).toMatchObject([{ messageId: 'twoFiles', uri: 'file:///.github/keyless.yaml' }]);
  });
});

describe('the JSON Schema', () => {
  it('in the repository is up to date (npx vitest run test/lint/configuration.test.ts -u writes it)', async () => {
    await expect(configurationSchemaFile(RULES)).toMatchFileSnapshot('../../schemas/keyless.schema.json');
  });

  it('is valid, and accepts and rejects what the parser does', () => {
    const schema: unknown = JSON.parse(configurationSchemaFile([RULE]));
    const validate = formats(new Ajv({ strict: true })).compile(schema as object);
    expect(validate(parse(FULL))).toBe(true);
    expect(validate(parse('posture:\n  mute:\n    - {check: ownerless, reason: x, until: "2026-12-31"}'))).toBe(true);
    for (const text of [
      'failon: error',
      'rules:\n  no-secret: high',
      'ignore: [./a]',
      'repository:\n  ownerId: x',
      'posture:\n  mute:\n    - {check: ownerles, reason: x}',
      'posture:\n  mute:\n    - {check: ownerless}',
      'posture:\n  mute:\n    - {check: ownerless, reason: " "}',
      'posture:\n  mute:\n    - {check: ownerless, reason: x, until: "2026-02-30"}',
    ]) {
      expect(validate(parse(text))).toBe(false);
      expect(read(text).problems).not.toEqual([]);
    }
  });

  it('is named in the documentation by its path', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    expect(page).toContain('schemas/keyless.schema.json');
  });
});

describe('matchesPath', () => {
  it.each([
    ['legacy/**', 'legacy/a/b.tf', true],
    ['legacy/', 'legacy/a.tf', true],
    ['*.bicep', 'a/b/c.bicep', true],
    ['/main.tf', 'main.tf', true],
    ['/main.tf', 'a/main.tf', false],
    ['a/*.tf', 'a/b/c.tf', false],
    ['Legacy/**', 'legacy/a.tf', true],
  ])('%s against %s', (pattern, path, expected) => {
    expect(matchesPath([pattern], path)).toBe(expected);
  });

  it('lets a later pattern take an earlier one back', () => {
    expect(matchesPath(['*.tf', '!keep.tf'], 'keep.tf')).toBe(false);
    expect(matchesPath([], 'keep.tf')).toBe(false);
  });
});
