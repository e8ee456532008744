import type { DocumentKind, SourceDocument, Workspace } from '../../../model/document.ts';

/**
 * A view of a workspace that remembers what was asked of it while one document was linted. What was not asked for
 * cannot have had a part in the findings, so a change there needs no new look at the document.
 */
export class RecordingWorkspace implements Workspace {
  readonly #workspace: Workspace;
  readonly #paths = new Set<string>();
  readonly #kinds = new Set<DocumentKind>();

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

  /** Whether a document that came, changed or went was looked at; also where a file was looked for in vain. */
  hasLookedAt(document: Pick<SourceDocument, 'path' | 'kind'>): boolean {
    return this.#paths.has(document.path) || this.#kinds.has(document.kind);
  }
}
