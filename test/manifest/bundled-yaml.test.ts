import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { LintedFolder } from '../../src/vscode/infrastructure/linting/linted-folder.ts';
import { ROOT } from './source-imports.ts';

interface Engine {
  readonly LintedFolder: typeof LintedFolder;
}

const ENGINE = join(ROOT, 'dist/engine.js');
let bundled: Engine;

beforeAll(() => {
  if (!existsSync(ENGINE)) execFileSync(process.execPath, ['esbuild.js'], { cwd: ROOT });
  // What the engine says in the editor's language is not asked for here.
  const stub = pathToFileURL(join(ROOT, 'test/vscode/vscode-stub.ts')).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode'
        ? { url: stub, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
  bundled = createRequire(import.meta.url)(ENGINE) as Engine;
  hooks.deregister();
}, 60_000);

/** What a folder says about its `keyless.yaml`. */
function problems(folder: LintedFolder, text: string): readonly string[] {
  folder.set('file:///keyless.yaml', 'keyless.yaml', text);
  const document = folder.get('file:///keyless.yaml');
  return document ? folder.lint(document).map(({ message, range }) => `${range.start}-${range.end} ${message}`) : [];
}

/** The bundles leave out those parts of `yaml` that read and write values. */
describe('YAML in the bundled engine', () => {
  it.each([
    ['an unclosed list', 'ignore: [a,\n'],
    ['an unclosed quote', 'ignore: "a\n'],
    ['a bad escape', 'ignore: "\\q"\n'],
    ['odd indentation', 'rules:\n    a: 1\n  b: 2\n'],
    ['a tab', 'rules:\n\ta: 1\n'],
    ['two anchors', 'ignore: &a &b [x]\n'],
    ['an alias of nothing', 'ignore: *a\n'],
    ['an unknown tag handle', 'ignore: !e!x [a]\n'],
    ['a bad directive', '%YAML x\n---\nignore: [a]\n'],
    ['a block scalar without text behind it', 'ignore: |x\n  a\n'],
    ['a key twice', 'ignore: [a]\nignore: [b]\n'],
    ['brackets too many', 'ignore: [a]]\n'],
  ])('says the same of %s as the sources do', (_, text) => {
    const expected = problems(new LintedFolder(), text);
    expect(expected).not.toEqual([]);
    expect(problems(new bundled.LintedFolder(), text)).toEqual(expected);
  });

  it.each([
    ['known tags', 'ignore: !!set {a, b}\n'],
    ['values that are none', '!!int a: !!timestamp b\nc: !!binary "*"\nd: !!omap [a]\n'],
    ['merge keys', 'a: &a {b: 1}\nc:\n  <<: *a\n'],
    ['keys that are collections', '? [a, b]\n: {c: d}\n'],
    ['several documents', '%TAG ! tag:x\n---\n!a b: 1\n...\n---\n- x\n'],
    ['comments everywhere', '# a\nb: # c\n  # d\n  - e # f\n# g\n'],
  ])('reads %s as the sources do', (_, text) => {
    expect(problems(new bundled.LintedFolder(), text)).toEqual(problems(new LintedFolder(), text));
  });
});
