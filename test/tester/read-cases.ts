import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Rule } from '../../src/rules/rule.ts';
import { type RawFile, type RuleCase, ruleCase } from './rule-case.ts';

/**
 * The cases in a fixture folder; the format is described in test/rules/rule-tester.ts.
 * @throws Error naming the file where one cannot be read or belongs to no case
 */
export function readCases(rule: Rule, folder: string): readonly RuleCase[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder).sort();
  const cases = entries
    .filter((entry) => !isCompanion(entry, entries))
    .map((entry) => readCase(rule, folder, entry, entries));
  const names = new Set(cases.map((it) => it.name));
  for (const entry of entries) {
    if (isCompanion(entry, entries) && !entries.some((main) => isCompanionOf(entry, main))) {
      throw new Error(`${join(basename(folder), entry)} belongs to no case (cases: ${[...names].join(', ')})`);
    }
  }
  return cases;
}

const FIXED = /^(.+)\.fixed(?:-(\d+))?(\.[^.]+)?$/;

/** Fixed texts, configurations and inventories stand beside the file or folder of their case. */
function isCompanion(entry: string, entries: readonly string[]): boolean {
  return (
    FIXED.test(entry) ||
    entry.endsWith('.keyless.yaml') ||
    entry.endsWith('.inventory.json') ||
    entries.some((main) => main !== entry && isCompanionOf(entry, main))
  );
}

function isCompanionOf(entry: string, main: string): boolean {
  if (FIXED.test(main)) return false;
  const { stem, extension } = split(main);
  const fixed = FIXED.exec(entry);
  if (fixed) return fixed[1] === stem && (fixed[3] ?? '') === extension;
  return entry === `${stem}.keyless.yaml` || entry === `${stem}.inventory.json`;
}

function split(entry: string): { stem: string; extension: string } {
  const dot = entry.lastIndexOf('.');
  return dot > 0 ? { stem: entry.slice(0, dot), extension: entry.slice(dot) } : { stem: entry, extension: '' };
}

function readCase(rule: Rule, folder: string, entry: string, entries: readonly string[]): RuleCase {
  const { stem } = split(entry);
  const isFolder = statSync(join(folder, entry)).isDirectory();
  const files = isFolder
    ? readTree(join(folder, entry))
    : [{ path: workspacePath(entry), text: readText(join(folder, entry)) }];
  for (const name of ['keyless.yaml', 'inventory.json']) {
    const companion = `${stem}.${name}`;
    if (entries.includes(companion)) files.push({ path: name, text: readText(join(folder, companion)) });
  }
  try {
    return ruleCase(rule, isFolder ? entry : stem, files, readFixed(folder, entry, entries));
  } catch (error) {
    throw new Error(`${join(basename(folder), entry)}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

function readFixed(folder: string, entry: string, entries: readonly string[]): RuleCase['fixed'] {
  const fixed = new Map<number, ReadonlyMap<string, string>>();
  for (const candidate of entries) {
    const match = FIXED.exec(candidate);
    if (!match || !isCompanionOf(candidate, entry)) continue;
    const path = join(folder, candidate);
    const files = statSync(path).isDirectory()
      ? readTree(path)
      : [{ path: workspacePath(entry), text: readText(path) }];
    fixed.set(Number(match[2] ?? 1), new Map(files.map((file) => [file.path, file.text])));
  }
  return fixed;
}

/** Where a single-file case lies in its workspace. Dockerfiles and `.env` files are known by their extension. */
function workspacePath(entry: string): string {
  const { stem, extension } = split(entry);
  if (extension === '.json') return stem.endsWith('.functions') ? 'local.settings.json' : entry;
  if (extension !== '.yml' && extension !== '.yaml') return entry;
  if (stem.endsWith('.action')) return `action${extension}`;
  if (stem.endsWith('.azure-pipelines')) return `azure-pipelines${extension}`;
  if (stem.endsWith('.gitlab-ci')) return `.gitlab-ci${extension}`;
  if (stem.endsWith('.compose')) return `compose${extension}`;
  if (stem.endsWith('.azd')) return `azure${extension}`;
  if (stem.endsWith('.kubernetes')) return entry;
  return `.github/workflows/${entry}`;
}

function readTree(folder: string): RawFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readText(path) }));
}

function readText(path: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
}
