import ignore, { type Ignore } from 'ignore';

/** A .gitignore file. */
export interface IgnoreFile {
  /** The folder its patterns relate to, from the workspace folder, `/` between parts; empty for that folder itself. */
  readonly folder: string;
  readonly text: string;
}

/** What git ignores in a workspace folder: built and downloaded files, which the command line leaves out as well. */
export class GitIgnore {
  readonly #matchers: ReadonlyMap<string, Ignore>;
  readonly #folders = new Map<string, boolean>();

  constructor(files: readonly IgnoreFile[]) {
    this.#matchers = new Map(files.map(({ folder, text }) => [folder, ignore().add(text)]));
  }

  /** @param path of a file, relative to the workspace folder */
  ignores(path: string): boolean {
    if (this.#matchers.size === 0) return false;
    return this.#ignoresFolder(parentOf(path)) || this.#decide(path, path);
  }

  /** Nothing inside an ignored folder can be taken back. */
  #ignoresFolder(folder: string | undefined): boolean {
    if (folder === undefined || folder === '') return false;
    let isIgnored = this.#folders.get(folder);
    if (isIgnored === undefined) {
      isIgnored = this.#ignoresFolder(parentOf(folder)) || this.#decide(folder, `${folder}/`);
      this.#folders.set(folder, isIgnored);
    }
    return isIgnored;
  }

  /** The innermost file that says something about the path decides. */
  #decide(path: string, tested: string): boolean {
    for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
      const relative = folder === '' ? tested : tested.slice(folder.length + 1);
      const result = this.#matchers.get(folder)?.test(relative);
      if (result?.ignored || result?.unignored) return result.ignored;
    }
    return false;
  }
}

/** The folder a path is in, empty for the workspace folder; undefined for that folder itself. */
function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
