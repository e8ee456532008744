import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildOnce } from './build-once.ts';
import { ROOT } from './source-imports.ts';

/**
 * Ceilings in bytes: above what is needed today, below what would be felt. In the Node host the catalogue of
 * infrastructure code and the clients of the tenant are files of their own, which most windows never load, and the
 * engine is loaded in parts (engine-parts.test.ts holds what each kind of window loads); elsewhere they are part of the
 * bundle.
 */
const MAX_CATALOGUE = 230_000;
const MAX_EXTENSION_WEB = 2_200_000;
const MAX_ON_ACTIVATION = 120_000;
const MAX_CLI = 1_800_000;

function bundle(name: string): string {
  return readFileSync(join(ROOT, 'dist', name), 'utf8');
}

function requiredBy(name: string): readonly string[] {
  return Array.from(bundle(name).matchAll(/\brequire\("([^"]+)"\)/g), ([, required]) => required ?? '');
}

beforeAll(buildOnce, 60_000);

describe('the bundles', () => {
  it.each([
    [MAX_CATALOGUE, ['catalogue.js']],
    [MAX_EXTENSION_WEB, ['extension.web.js']],
  ])('keeps below the ceiling of %d bytes: %s', (ceiling, names) => {
    const size = names.reduce((sum, name) => sum + statSync(join(ROOT, 'dist', name)).size, 0);
    expect(size).toBeLessThan(ceiling);
  });

  it('reads little on activation', () => {
    expect(statSync(join(ROOT, 'dist/extension.js')).size).toBeLessThan(1_000);
    expect(statSync(join(ROOT, 'dist/activation.js')).size).toBeLessThan(MAX_ON_ACTIVATION);
  });

  it('keeps the command line below its ceiling', () => {
    expect(statSync(join(ROOT, 'dist/cli.js')).size).toBeLessThan(MAX_CLI);
  });

  it('asks for nothing but vscode in the web worker host', () => {
    expect([...new Set(requiredBy('extension.web.js'))]).toEqual(['vscode']);
  });

  it('asks for nothing but vscode and Node in the Node host', () => {
    expect(requiredBy('extension.js')).toEqual(['./activation.js']);
    expect(requiredBy('activation.js').filter((name) => name !== 'vscode' && !isBuiltin(name))).toEqual([
      './engine.js',
      './tenant.js',
      './report.js',
      './federation.js',
      './changes.js',
      './migration.js',
      './policies.js',
    ]);
    const others = readdirSync(join(ROOT, 'dist')).filter((name) => /^(?!cli|extension|activation).*\.js$/.test(name));
    for (const name of others) {
      // The engine has parts; migrations stand on it.
      const isAllowed = (required: string) =>
        required === 'vscode' || isBuiltin(required) || /^\.\/(?:catalogue|engine(?:-\w+)*)\.js$/.test(required);
      expect([name, ...requiredBy(name).filter((each) => !isAllowed(each))]).toEqual([name]);
    }
  });

  it('makes the command line executable', () => {
    expect(bundle('cli.js').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(join(ROOT, 'dist/cli.js')).mode & 0o111).toBe(0o111);
  });
});

describe('the package', () => {
  it('holds what it needs and nothing else', () => {
    const listed = execFileSync(process.execPath, [join(ROOT, 'node_modules/.bin/vsce'), 'ls', '--no-dependencies'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const files = listed.trim().split('\n');
    const pages = files.filter((path) => path.startsWith('dist/rules/'));
    const parts = files.filter((path) => /^dist\/engine-[\w-]+\.js$/.test(path));
    expect(files.filter((path) => !pages.includes(path) && !parts.includes(path)).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/activation.js',
      'dist/catalogue.js',
      'dist/changes.js',
      'dist/cli-worker.js',
      'dist/cli.js',
      'dist/engine.js',
      'dist/extension.js',
      'dist/extension.web.js',
      'dist/federation.js',
      'dist/migration.js',
      'dist/policies.js',
      'dist/report.js',
      'dist/tenant.js',
      'media/activity-bar.svg',
      'media/demo-tenant.json',
      'media/icon.png',
      'package.json',
      'package.nls.json',
      'schemas/keyless-inventory.schema.json',
      'schemas/keyless.schema.json',
    ]);
    expect(pages.toSorted()).toEqual(
      readdirSync(join(ROOT, 'dist/rules'), 'utf8')
        .map((name) => `dist/rules/${name}`)
        .toSorted(),
    );
    expect(pages.length).toBeGreaterThan(5);
  }, 60_000);
});
