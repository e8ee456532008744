import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../src/model/document.ts';
import { dockerfileSettings } from '../../../src/model/settings/dockerfile.ts';
import { dotenvSettings } from '../../../src/model/settings/dotenv.ts';
import type { SettingsFile } from '../../../src/model/settings/settings.ts';
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
