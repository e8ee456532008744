import type { SourceDocument, Workspace } from '../../../model/document.ts';
import { modelOf, syntaxErrorsOf } from '../../../model/model.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Range } from '../../../text/range.ts';
import { SourceText } from '../../../text/source-text.ts';
import type { TextEdit } from '../../../text/text-edit.ts';
import type { FileEdits } from '../../finding.ts';
import { Composition } from './composition.ts';

interface Change {
  readonly document: SourceDocument;
  readonly composition: Composition;
}

/**
 * A refactoring in the making. Every step sees the files as the steps before it left them, so that two of them may
 * touch one object, no name is given twice, and what is there already is not written again. At the end there is one
 * set of edits of the files as they are.
 */
export class Draft {
  readonly #changes = new Map<string, Change>();
  /** The declaration written last behind a resource: the next one comes behind that. */
  readonly #last = new Map<string, Resource>();
  readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    const now = (document: SourceDocument) => this.#changes.get(document.uri)?.document ?? document;
    this.workspace = {
      get: (path) => {
        const document = workspace.get(path);
        return document && now(document);
      },
      ofKind: (kind) => workspace.ofKind(kind).map(now),
      inFolder: (kind, folder) => workspace.inFolder(kind, folder).map(now),
    };
  }

  /** The document as it is now. */
  document(document: SourceDocument): SourceDocument {
    return this.#changes.get(document.uri)?.document ?? document;
  }

  /** The declared resources of a file as they are now. */
  resources(document: SourceDocument): readonly Resource[] {
    return modelOf(this.document(document), this.workspace).infrastructure?.resources ?? [];
  }

  /** A resource as it is declared now; undefined where it is gone or two have its name. */
  now(resource: Resource): Resource | undefined {
    if (this.document(resource.document) === resource.document) return resource;
    const [found, another] = this.resources(resource.document).filter(
      ({ mode, type, symbol }) => mode === resource.mode && type === resource.type && symbol === resource.symbol,
    );
    return another ? undefined : found;
  }

  /** Where a range of a document as it was before the draft is now; undefined where a step changed it. */
  moved({ uri }: SourceDocument, range: Range): Range | undefined {
    const change = this.#changes.get(uri);
    return change ? change.composition.moved(range) : range;
  }

  /**
   * Applies edits to a document as it is now. False, and nothing happens, where there are none or the file would not
   * parse any more.
   */
  apply(document: SourceDocument, edits: readonly TextEdit[] | undefined): boolean {
    if (!edits) return false;
    if (edits.length === 0) return true;
    const before = this.document(document);
    const composition = (this.#changes.get(document.uri)?.composition ?? Composition.of(document.source.text)).with(
      edits,
    );
    const after = { ...before, source: new SourceText(composition.text) };
    if (syntaxErrorsOf(after).length > syntaxErrorsOf(before).length) return false;
    this.#changes.set(document.uri, { document: after, composition });
    return true;
  }

  /**
   * Writes a declaration behind a resource, behind those that were written there before.
   * @param find tells the new declaration among the resources of the file
   */
  declareBehind(resource: Resource, declaration: string, find: (resource: Resource) => boolean): boolean {
    const key = `${resource.document.uri} ${resource.type} ${resource.symbol}`;
    const anchor = this.now(this.#last.get(key) ?? resource);
    if (!anchor || isBroken(anchor)) return false;
    if (!this.apply(anchor.document, anchor.editor.insertAfter(declaration))) return false;
    const written = this.resources(resource.document).find(find);
    if (written) this.#last.set(key, written);
    return written !== undefined;
  }

  /** Goes back to an earlier state where a step fails: half of a step is never left. */
  attempt(step: () => boolean): boolean {
    const changes = new Map(this.#changes);
    const last = new Map(this.#last);
    if (step()) return true;
    restore(this.#changes, changes);
    restore(this.#last, last);
    return false;
  }

  /** What to do to the files of the workspace, in order of their URIs; empty where nothing changes. */
  get edits(): readonly FileEdits[] {
    return [...this.#changes]
      .map(([uri, { composition }]) => ({ uri, edits: composition.edits }))
      .filter(({ edits }) => edits.length > 0)
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }
}

/** Where a declaration is half typed, it is not known where it ends. */
function isBroken({ document, range }: Resource): boolean {
  return syntaxErrorsOf(document).some((error) => error.range.start <= range.end && range.start <= error.range.end);
}

function restore<Value>(map: Map<string, Value>, by: ReadonlyMap<string, Value>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}
