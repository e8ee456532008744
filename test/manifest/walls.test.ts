import { isBuiltin } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type Import, sourceImports } from './source-imports.ts';

/** Which rooms of `src/` each room may look into; what is not named here is a wall. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  syntax: ['text'],
  model: ['text', 'syntax'],
  federation: ['text', 'syntax', 'model'],
  rules: ['text', 'syntax', 'model', 'federation'],
  lint: ['text', 'syntax', 'model', 'federation', 'rules'],
  tenant: ['text', 'model', 'federation', 'rules'],
  migrate: ['text', 'syntax', 'model', 'federation', 'rules', 'lint', 'tenant'],
  cli: ['text', 'syntax', 'model', 'federation', 'rules', 'lint', 'tenant', 'migrate'],
  vscode: ['text', 'syntax', 'model', 'federation', 'rules', 'lint', 'tenant', 'migrate'],
  extension: ['vscode'],
};

const imports = sourceImports();

/** The room a file is in: the first folder under `src`, `extension` for the entry points. */
function roomOf(file: string): string {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? (/^src\/extension\b/.test(file) ? 'extension' : file);
}

function describeImport({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}

describe('the walls between the rooms of src', () => {
  it('reads the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.some(({ isLazy }) => isLazy)).toBe(true);
    expect(imports.some(({ isTypeOnly }) => isTypeOnly)).toBe(true);
  });

  it('knows every room', () => {
    expect([...new Set(imports.map(({ from }) => roomOf(from)))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it('lets imports point one way only', () => {
    const wrong = imports.filter(({ from, file }) => {
      if (!file?.startsWith('src/')) return false;
      const room = roomOf(from);
      return roomOf(file) !== room && !MAY_IMPORT[room]?.includes(roomOf(file));
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('lets only the editor rooms import vscode', () => {
    const wrong = imports.filter(
      ({ from, specifier }) => specifier === 'vscode' && !['vscode', 'extension'].includes(roomOf(from)),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('keeps Node out of everything but the command line', () => {
    const wrong = imports.filter(({ from, specifier }) => isBuiltin(specifier) && roomOf(from) !== 'cli');
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('lets no feature import a sibling, and infrastructure no feature', () => {
    const featureOf = (file: string) => /^src\/vscode\/features\/([^/]+)\//.exec(file)?.[1];
    // The lists of what is loaded later, as extension.ts is the list of what is activated.
    const isList = (file: string) =>
      /^src\/vscode\/(?:tenant|federation|migration|changes|policies|report)\.ts$/.test(file);
    const wrong = imports.filter(({ from, file }) => {
      const target = file && featureOf(file);
      return target !== undefined && roomOf(from) === 'vscode' && !isList(from) && featureOf(from) !== target;
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('loads no parser, model or rule on activation', () => {
    const loaded = new Set<string>();
    const visit = (file: string) => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const each of imports) {
        if (each.from === file && each.file && !each.isTypeOnly && !each.isLazy) visit(each.file);
      }
    };
    visit('src/extension.ts');
    // Which files are looked at, by their names; the order of severities.
    const harmless = [
      'src/model/document-kind.ts',
      'src/model/pipeline/azure-pipelines/recognise.ts',
      'src/rules/finding.ts',
    ];
    const heavy = [...loaded].filter(
      (file) => !['extension', 'vscode', 'text'].includes(roomOf(file)) && !harmless.includes(file),
    );
    expect(heavy).toEqual([]);
    expect(loaded.size).toBeGreaterThan(20);
  });
});
