import { type DocumentKind, folderOf, type SourceDocument, type Workspace } from '../../../model/document.ts';

/**
 * A view of a workspace that remembers what was asked of it while one document was linted. What was not asked for
 * cannot have had a part in the findings, so a change there needs no new look at the document.
 */
export class RecordingWorkspace implements Workspace {
  readonly #workspace: Workspace;
  readonly #paths = new Set<string>();
  readonly #kinds = new Set<DocumentKind>();
  readonly #folders = new Set<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get(path: string): SourceDocument | undefined {
    this.#paths.add(path);
    return this.#workspace.get(path);
  }

  ofKind(kind: DocumentKind): readonly SourceDocument[] {
    this.#kinds.add(kind);
    return this.#workspace.ofKind(kind);
  }

  inFolder(kind: DocumentKind, folder: string): readonly SourceDocument[] {
    this.#folders.add(folderKey(kind, folder));
    return this.#workspace.inFolder(kind, folder);
  }

  /** Whether a document that came, changed or went was looked at; also where a file was looked for in vain. */
  hasLookedAt(document: Pick<SourceDocument, 'path' | 'kind'>): boolean {
    const { path, kind } = document;
    return this.#paths.has(path) || this.#kinds.has(kind) || this.#folders.has(folderKey(kind, folderOf(path)));
  }
}

function folderKey(kind: DocumentKind, folder: string): string {
  return `${kind} ${folder}`;
}
