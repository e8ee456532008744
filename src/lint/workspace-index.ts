import { type DocumentKind, folderOf, type SourceDocument, type Workspace } from '../model/document.ts';
import { documentKind } from '../model/document-kind.ts';
import { Memory } from '../text/memory.ts';
import { SourceText } from '../text/source-text.ts';
import { compareText } from './findings.ts';

/** @param path relative to the workspace folder, `/` between parts */
export function createDocument(uri: string, path: string, text: string): SourceDocument {
  return { uri, path, kind: documentKind(path, text), source: new SourceText(text) };
}

/** The documents of a workspace folder, kept up to date one by one. */
export class WorkspaceIndex implements Workspace {
  readonly #byPath = new Map<string, SourceDocument>();
  readonly #byUri = new Map<string, SourceDocument>();
  /** Sorted lists by kind, made when first asked for after a change of that kind. */
  readonly #ofKind = new Map<DocumentKind, readonly SourceDocument[]>();
  /** The same lists by folder. */
  readonly #folders = new Memory<readonly SourceDocument[], ReadonlyMap<string, readonly SourceDocument[]>>();

  /** All documents, in no certain order. */
  get documents(): readonly SourceDocument[] {
    return [...this.#byPath.values()];
  }

  get(path: string): SourceDocument | undefined {
    return this.#byPath.get(path);
  }

  byUri(uri: string): SourceDocument | undefined {
    return this.#byUri.get(uri);
  }

  ofKind(kind: DocumentKind): readonly SourceDocument[] {
    let documents = this.#ofKind.get(kind);
    if (!documents) {
      documents = this.documents
        .filter((document) => document.kind === kind)
        .sort((a, b) => compareText(a.path, b.path));
      this.#ofKind.set(kind, documents);
    }
    return documents;
  }

  inFolder(kind: DocumentKind, folder: string): readonly SourceDocument[] {
    const documents = this.ofKind(kind);
    let folders = this.#folders.get(documents);
    if (!folders) {
      folders = byFolder(documents);
      this.#folders.set(documents, folders);
    }
    return folders.get(folder) ?? [];
  }

  /** Adds a document, or puts it in the place of the one at its path. */
  set(document: SourceDocument): void {
    this.delete(document.path);
    this.#byPath.set(document.path, document);
    this.#byUri.set(document.uri, document);
    this.#ofKind.delete(document.kind);
  }

  delete(path: string): void {
    const before = this.#byPath.get(path);
    if (!before) return;
    this.#byPath.delete(path);
    this.#byUri.delete(before.uri);
    this.#ofKind.delete(before.kind);
  }
}

function byFolder(documents: readonly SourceDocument[]): ReadonlyMap<string, readonly SourceDocument[]> {
  const folders = new Map<string, SourceDocument[]>();
  for (const document of documents) {
    const folder = folderOf(document.path);
    const members = folders.get(folder);
    if (members) members.push(document);
    else folders.set(folder, [document]);
  }
  return folders;
}
