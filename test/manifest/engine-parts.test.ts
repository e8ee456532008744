import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LintedFolder } from '../../src/vscode/infrastructure/linting/linted-folder.ts';
import { LintedFolder as LintedFolderOfSources } from '../../src/vscode/infrastructure/linting/linted-folder.ts';
import { buildOnce } from './build-once.ts';
import { ROOT } from './source-imports.ts';

/**
 * The engine of the Node host is built in parts (scripts/build/engine-parts.js). Each kind of window here holds every
 * case of that kind among the rules' fixtures: as much as a person can make the engine load.
 */
const DIST = join(ROOT, 'dist');
const load = createRequire(import.meta.url);

interface Window {
  readonly kind: string;
  /** The path of a fixture as a workspace has it; undefined where it is of another kind. */
  readonly pathOf: (fixture: string) => string | undefined;
  /** Bytes of the engine's files; catalogue.js and activation.js have ceilings of their own. */
  readonly ceiling: number;
}

const WINDOWS: readonly Window[] = [
  { kind: 'Bicep', pathOf: (path) => (path.endsWith('.bicep') ? path : undefined), ceiling: 620_000 },
  { kind: 'Terraform', pathOf: (path) => (path.endsWith('.tf') ? path : undefined), ceiling: 625_000 },
  {
    kind: 'ARM templates',
    pathOf: (path) => (/(?<!inventory|functions)\.json$/.test(path) ? path : undefined),
    ceiling: 595_000,
  },
  {
    kind: 'workflows',
    pathOf: (path) => (/^[^.]*\.yml$/.test(path) ? `.github/workflows/${path.replaceAll('/', '-')}` : undefined),
    ceiling: 670_000,
  },
  {
    kind: 'Azure pipelines',
    pathOf: (path) => (path.endsWith('.azure-pipelines.yml') ? `${path}/azure-pipelines.yml` : undefined),
    ceiling: 670_000,
  },
  {
    kind: 'Kubernetes',
    pathOf: (path) => (path.endsWith('.kubernetes.yml') ? path : undefined),
    ceiling: 670_000,
  },
];

beforeAll(() => {
  buildOnce();
  const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  vi.spyOn(loader, '_load').mockImplementation((name, ...rest) => (name === 'vscode' ? {} : original(name, ...rest)));
}, 60_000);

afterAll(() => {
  vi.restoreAllMocks();
});

afterEach(unload);

describe('the parts of the engine', () => {
  it.each(WINDOWS)('load what $kind needs', ({ pathOf, ceiling }) => {
    const files = fixtures().flatMap(({ path, text }) => {
      const inWorkspace = pathOf(path);
      return inWorkspace === undefined ? [] : [{ path: inWorkspace, text }];
    });
    expect(files.length).toBeGreaterThan(20);
    const found = findings(new (loadEngine().LintedFolder)(), files);
    expect(found.length).toBeGreaterThan(20);
    // In one piece the engine says the same.
    expect(found).toEqual(findings(new LintedFolderOfSources(), files));
    const names = loaded().map((path) => basename(path));
    const size = [...names.filter((name) => name !== 'catalogue.js')]
      .map((name) => statSync(join(DIST, name)).size)
      .reduce((sum, each) => sum + each, 0);
    expect(size, names.join(' ')).toBeLessThan(ceiling);
  });

  it('load nothing of the others', () => {
    const window = (path: string, text: string) => {
      const found = findings(new (loadEngine().LintedFolder)(), [{ path, text }]);
      expect(found).toEqual([]);
      const parts = loaded().map((each) => basename(each));
      unload();
      return ['bicep', 'terraform', 'arm', 'yaml', 'yaml-package', 'pipelines', 'kubernetes', 'infrastructure'].filter(
        (part) => parts.includes(`engine-${part}.js`),
      );
    };
    expect(window('main.bicep', "param name string = 'x'\n")).toEqual(['bicep', 'infrastructure']);
    expect(window('main.tf', 'locals {\n  a = 1\n}\n')).toEqual(['terraform', 'infrastructure']);
    expect(
      window('.github/workflows/a.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ls\n'),
    ).toEqual(['yaml', 'pipelines']);
    expect(window('notes.json', '{ "a": 1 }\n')).toEqual([]);
  });
});

interface Fixture {
  readonly path: string;
  readonly text: string;
}

function fixtures(): readonly Fixture[] {
  const folder = join(ROOT, 'test/rules');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/\.fixed[-\d]*[./]|\.keyless\.yaml$|\.ts$/.test(path) && statSync(join(folder, path)).isFile())
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(folder, path), 'utf8') }));
}

function findings(folder: LintedFolder, files: readonly Fixture[]) {
  for (const { path, text } of files) folder.set(`file:///${path}`, path, text);
  return files.flatMap(({ path }) => {
    const document = folder.get(`file:///${path}`);
    return document ? JSON.parse(JSON.stringify(folder.lint(document))) : [];
  });
}

function loadEngine(): { readonly LintedFolder: typeof LintedFolderOfSources } {
  return load(join(DIST, 'engine.js'));
}

/** The files of `dist` that are loaded. */
function loaded(): readonly string[] {
  return Object.keys(load.cache).filter((path) => path.startsWith(DIST));
}

function unload(): void {
  for (const path of loaded()) delete load.cache[path];
}
