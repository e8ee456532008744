import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../src/model/document.ts';
import { dockerfileSettings } from '../../../src/model/settings/dockerfile.ts';
import { dotenvSettings } from '../../../src/model/settings/dotenv.ts';
import { functionsSettings } from '../../../src/model/settings/functions-settings.ts';
import { type SettingsFile, settingsOf } from '../../../src/model/settings/index.ts';
import { azdSettings, composeSettings } from '../../../src/model/settings/yaml-settings.ts';
import { SourceText } from '../../../src/text/source-text.ts';

function documentOf(kind: DocumentKind, text: string) {
  return { uri: 'file:///x', path: 'x', kind, source: new SourceText(text) };
}

const variables = (settings: SettingsFile) => settings.variables.map(({ entry }) => [entry.name, entry.value.raw]);
const commands = (settings: SettingsFile) =>
  settings.scripts.flatMap((script) =>
    script.commands.map((command) => {
      const text = settings.document.source.slice(script.rangeOf(command.range));
      return [text, command.words.map((word) => word.text)];
    }),
  );

describe('a .env file', () => {
  it('gives variables; references in them are unknown parts', () => {
    const settings = dotenvSettings(documentOf('other', "A=x-${B:-1}-$C\nD='$E'"));
    expect(variables(settings)).toEqual([
      ['A', 'x-${B:-1}-$C'],
      ['D', '$E'],
    ]);
    expect(settings.variables.map(({ entry }) => entry.value.patterns[0]?.parts)).toEqual([
      [
        { kind: 'known', text: 'x-' },
        { kind: 'unknown', label: 'B' },
        { kind: 'known', text: '-' },
        { kind: 'unknown', label: 'C' },
      ],
      [{ kind: 'known', text: '$E' }],
    ]);
    expect(settings.variables[0]?.entry.value.expressions.map(({ references }) => references)).toEqual([
      ['env.b'],
      ['env.c'],
    ]);
  });
});

describe('a compose file', () => {
  it('gives the environment and build arguments of services, shared ones once', () => {
    const text = [
      'x-env: &env',
      '  A: b',
      'services:',
      '  one:',
      '    environment: *env',
      '    build: { args: { C: "d" } }',
      '  two:',
      '    environment:',
      '      - "E=f"',
      '      - G',
      '      - not a name',
      '    build: { args: { H: } }',
      '  three:',
      '    environment:',
      '      <<: *env',
    ].join('\n');
    const settings = composeSettings(documentOf('compose', text));
    expect(variables(settings)).toEqual([
      ['A', 'b'],
      ['C', 'd'],
      ['E', 'f'],
      ['G', ''],
      ['H', ''],
    ]);
    const [, , last, bare] = settings.variables;
    expect(last && settings.document.source.slice(last.entry.value.range)).toBe('f');
    expect(bare && settings.document.source.slice(bare.entry.range)).toBe('G');
  });
});

describe('an azd project', () => {
  it('gives inline hook scripts and pipeline secrets; a file name is no script', () => {
    const text = [
      'name: app',
      'hooks:',
      '  preprovision:',
      '    shell: sh',
      '    run: az login -p x',
      '  postprovision:',
      '    windows: { shell: pwsh, run: "Write-Host a # b" }',
      '    posix: { shell: sh, run: ./hook.sh }',
      'services:',
      '  api:',
      '    hooks:',
      '      prepackage: [{ run: "a b" }]',
      'pipeline:',
      '  secrets: [AZURE_CLIENT_SECRET]',
    ].join('\n');
    const settings = azdSettings(documentOf('azd-project', text));
    expect(commands(settings).map(([, words]) => words)).toEqual([
      ['az', 'login', '-p', 'x'],
      ['Write-Host', 'a'],
      ['a', 'b'],
    ]);
    expect(settings.declaredSecrets.map(({ raw }) => raw)).toEqual(['AZURE_CLIENT_SECRET']);
  });
});

describe('local settings of Functions', () => {
  it('gives values and connection strings with their place between the quotes', () => {
    const text = '{ "IsEncrypted": false, "Values": { "A": "b\\"c" }, "ConnectionStrings": { "D": "e" } }';
    const settings = functionsSettings(documentOf('functions-settings', text));
    expect(variables(settings)).toEqual([
      ['A', 'b"c'],
      ['D', 'e'],
    ]);
    const [first] = settings.variables;
    expect(first && settings.document.source.slice(first.entry.value.rangeOf(2, 3))).toBe('c');
  });
});

describe('half-typed files', () => {
  it.each<DocumentKind>(['azd-project', 'compose', 'dockerfile', 'dotenv', 'functions-settings'])('%s', (kind) => {
    for (const text of [
      '',
      '{',
      'a:',
      'services:\n  x:\n    environment:\n      - "',
      '\ufeff',
      'RUN \\',
      '{"Values": {"a": "',
    ]) {
      const settings = settingsOf(documentOf(kind, text));
      for (const { entry } of settings?.variables ?? []) expect(entry.range.end).toBeLessThanOrEqual(text.length);
      expect(() => settings?.scripts.map((script) => script.commands)).not.toThrow();
    }
  });
});

describe('a Dockerfile', () => {
  it('gives ENV and ARG as variables', () => {
    expect(variables(dockerfileSettings(documentOf('other', 'ARG A\nENV B=c D="e f"')))).toEqual([
      ['A', ''],
      ['B', 'c'],
      ['D', 'e f'],
    ]);
  });

  it.each([
    [
      'RUN --mount=type=secret,id=x az login -p a && b',
      [
        ['az login -p a', ['az', 'login', '-p', 'a']],
        ['b', ['b']],
      ],
    ],
    ['RUN az login \\\n  # why\n  -p a', [['az login \\\n  # why\n  -p a', ['az', 'login', '-p', 'a']]]],
    ['RUN <<EOF\naz login\nEOF', [['az login', ['az', 'login']]]],
    [
      'SHELL ["pwsh", "-Command"]\nRUN az x <# y #>; z',
      [
        ['az x', ['az', 'x']],
        ['z', ['z']],
      ],
    ],
  ])('commands of %j', (text, expected) =>
    expect(commands(dockerfileSettings(documentOf('other', text)))).toEqual(expected),
  );

  it('names what is copied from the build context', () => {
    const text = 'COPY .env a/ /app/\nCOPY --from=build /x /y\nADD ["secret.json", "/z"]';
    const settings = dockerfileSettings(documentOf('other', text));
    expect(settings.copiedPaths.map(({ raw, range }) => [raw, settings.document.source.slice(range)])).toEqual([
      ['.env', '.env'],
      ['a/', 'a/'],
      ['secret.json', 'secret.json'],
    ]);
  });
});
