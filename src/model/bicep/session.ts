import type { SourceDocument, Workspace } from '../document.ts';
import { bicepTree } from '../trees.ts';
import { FileScope } from './file-scope.ts';

/** How many calls of functions and lambdas one model evaluates; the rest is unknown. They may multiply without end. */
const MAX_CALLS = 50_000;

/** What belongs to one model: the workspace it sees and the files it has followed. */
export class Session {
  readonly workspace: Workspace;
  readonly #files = new Map<string, FileScope>();
  #callsLeft = MAX_CALLS;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** True where one more call may be evaluated. */
  takeCall(): boolean {
    this.#callsLeft -= 1;
    return this.#callsLeft >= 0;
  }

  /** The scope of a file by itself: where imports come from, and parameter files. */
  fileScope(document: SourceDocument): FileScope {
    let scope = this.#files.get(document.uri);
    if (!scope) {
      scope = new FileScope(document, bicepTree(document), this);
      this.#files.set(document.uri, scope);
    }
    return scope;
  }
}
