import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { CONFIGURATION_PATHS } from '../lint/configuration.ts';
import { isCandidate } from '../model/document-kind.ts';
import { UsageError } from './io.ts';

/** Files to look at, below one folder. */
export interface FoundFiles {
  /** The workspace folder: absolute, what paths, configuration and reports relate to. */
  readonly root: string;
  /** Relative to the root, `/` between parts, sorted, each once. */
  readonly paths: readonly string[];
}

const NEVER = new Set(['.git', 'node_modules', '.terraform']);

/**
 * The files below some paths. A file named by itself is taken even where git ignores it.
 * @throws UsageError where a path does not exist or paths belong to different repositories
 */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const targets = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(cwd, path));
  for (const target of targets) if (!existsSync(target)) throw new UsageError(`There is no file or folder ${target}.`);
  const roots = new Set(targets.map((target) => rootOf(target, cwd)));
  const [root = cwd, second] = roots;
  if (second !== undefined) {
    throw new UsageError(`The paths belong to different repositories, ${root} and ${second}. Lint one at a time.`);
  }
  const found = new Set<string>();
  for (const target of targets) {
    if (!statSync(target).isDirectory()) found.add(toPath(root, target));
    else for (const path of filesBelow(root, target)) found.add(path);
  }
  return { root, paths: [...found].sort() };
}

/** All candidates of a workspace folder: for rules that ask for files beside those that are linted. */
export function candidatesBelow(root: string): readonly string[] {
  return filesBelow(root, root).sort();
}

/**
 * The folder a path belongs to: the nearest one above it with a repository or a configuration; else the current
 * folder where the path is inside it, else the path itself.
 */
export function rootOf(target: string, cwd: string): string {
  const folder = existsSync(target) && statSync(target).isDirectory() ? target : dirname(target);
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git')) || CONFIGURATION_PATHS.some((path) => existsSync(join(at, path)))) return at;
    if (at === dirname(at)) break;
  }
  const inside = relative(cwd, folder);
  return inside === '' || !(inside.startsWith('..') || resolve(inside) === inside) ? cwd : folder;
}

/** A .gitignore with the folder that its patterns relate to. */
interface IgnoreFile {
  readonly folder: string;
  readonly matcher: Ignore;
}

function filesBelow(root: string, start: string): string[] {
  const found: string[] = [];
  const visit = (folder: string, inherited: readonly IgnoreFile[]): void => {
    const own = readIgnoreFile(folder, '.gitignore');
    const ignores = own ? [...inherited, own] : inherited;
    for (const entry of entriesOf(folder)) {
      if (NEVER.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!isIgnored(ignores, path, true)) visit(path, ignores);
      } else if (isCandidate(entry.name) && !isIgnored(ignores, path, false) && isFile(entry, path)) {
        found.push(toPath(root, path));
      }
    }
  };
  const above = ignoresAbove(root, start);
  if (start === root || !isIgnored(above, start, true)) visit(start, above);
  return found;
}

/** The ignore files from the root down to the folder above `start`, and git's own for the repository. */
function ignoresAbove(root: string, start: string): IgnoreFile[] {
  const folders: string[] = [];
  for (let at = start; at !== root && at !== dirname(at); at = dirname(at)) folders.unshift(dirname(at));
  return [
    readIgnoreFile(root, '.git/info/exclude'),
    ...folders.map((folder) => readIgnoreFile(folder, '.gitignore')),
  ].filter((file) => file !== undefined);
}

function readIgnoreFile(folder: string, name: string): IgnoreFile | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  try {
    return { folder, matcher: ignore().add(readFileSync(path, 'utf8')) };
  } catch {
    // A folder of that name, or no permission: git ignores nothing by it either.
    return undefined;
  }
}

/** The innermost file that says something about the path decides, as in git. */
function isIgnored(ignores: readonly IgnoreFile[], path: string, isDirectory: boolean): boolean {
  for (const { folder, matcher } of ignores.toReversed()) {
    const relativePath = toPath(folder, path) + (isDirectory ? '/' : '');
    const { ignored, unignored } = matcher.test(relativePath);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** A folder that cannot be read is left out like an empty one: others may still hold findings. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Links to files count, links to folders do not: they could lead in circles. */
function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false));
}

function toPath(root: string, path: string): string {
  const result = relative(root, path);
  return sep === '/' ? result : result.split(sep).join('/');
}
