import * as vscode from 'vscode';
import type { SourceDocument } from '../../../model/document.ts';
import type { InventoryView } from '../../../rules/inventory-view.ts';
import type { RepositoryFacts } from '../../../rules/rule.ts';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { DependentLint } from './dependent-lint.ts';
import { fileFindings } from './file-findings.ts';
import { type FileFindings, FindingStore } from './finding-store.ts';
import { enginePath, isExcluded, isLinted } from './linted-files.ts';
import type { LintedFolder } from './linted-folder.ts';
import { openDocuments, readFolder } from './read-folder.ts';
import { workInSlices } from './work-in-slices.ts';
import { exists, readFile, readFiles } from './workspace-reader.ts';

type Engine = typeof import('./engine.ts');

export interface WorkspaceLintOptions {
  readonly token: vscode.CancellationToken;
  readonly report: (done: number, total: number) => void;
}

/**
 * Keeps the findings in step with documents and files: what is open counts, else what is on disk. It is told what
 * happens (by `EditorWatcher`), and loads the engine when the first document comes that it has something to say about.
 */
export class LintSession extends Disposable {
  readonly store = this.register(new FindingStore());
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  readonly #lifetime = this.register(new vscode.CancellationTokenSource());
  readonly #folders = new Map<string, LintedFolder>();
  readonly #loads = new Map<string, Promise<void>>();
  readonly #dependents: DependentLint;
  #engine: Promise<Engine> | undefined;
  #inventory: InventoryView | undefined;
  #isWorkspaceLinted = false;

  constructor(settings: Settings, boundary: ErrorBoundary) {
    super();
    this.#settings = settings;
    this.#boundary = boundary;
    this.#dependents = this.register(new DependentLint(boundary, (uri) => this.#lintAgain(uri)));
  }

  override dispose(): void {
    this.#lifetime.cancel();
    super.dispose();
  }

  /** The engine, for those who need more of it than findings. */
  engine(): Promise<Engine> {
    this.#engine ??= import('./engine.ts');
    return this.#engine;
  }

  /** The folder that a file belongs to, with its configuration and documents. */
  async folderOf(uri: vscode.Uri): Promise<LintedFolder> {
    return this.#folderOf(await this.engine(), uri);
  }

  /** Judges by what the tenant holds from here on; by the files alone where that is not known any more. */
  setInventory(inventory: InventoryView | undefined): void {
    this.#inventory = inventory;
    for (const folder of this.#folders.values()) this.#dependents.add(folder.setInventory(inventory));
  }

  /** Judges a folder by what GitHub says of its repository from here on; by git alone where that is undefined. */
  setRemoteFacts(folder: LintedFolder, facts: RepositoryFacts | undefined): void {
    this.#dependents.add(folder.setRemoteFacts(facts));
  }

  /** The findings of an open document as its text is now; undefined where it is none of ours. */
  async lintDocument(document: vscode.TextDocument): Promise<FileFindings | undefined> {
    if (!isLinted(document) || !this.#settings.isEnabled(document.uri)) return undefined;
    const folder = await this.folderOf(document.uri);
    // The engine may just have been loaded; what was asked for may be over.
    if (document.isClosed || this.isDisposed) return undefined;
    const uri = document.uri.toString();
    const change = folder.set(uri, enginePath(document.uri, document.languageId), document.getText());
    void this.#load(document.uri);
    this.#dependents.add(change);
    const current = folder.get(uri);
    if (!current) {
      this.store.delete(document.uri);
      return undefined;
    }
    const known = this.store.get(document.uri);
    return known?.source === current.source ? known : this.#publish(folder, current);
  }

  /**
   * The findings to offer fixes for. For its light bulb the editor asks with every keystroke: then a text that was not
   * linted yet is left to its turn, after which the editor asks again. Whoever asks for certain actions, by a menu or
   * on saving, gets those of the text as it is.
   */
  async findingsForActions(
    document: vscode.TextDocument,
    { triggerKind, only }: vscode.CodeActionContext,
  ): Promise<FileFindings | undefined> {
    const isForLightBulb = triggerKind === vscode.CodeActionTriggerKind.Automatic && only === undefined;
    if (!isForLightBulb) return this.lintDocument(document);
    const known = this.store.get(document.uri);
    return known?.source.text === document.getText() ? known : undefined;
  }

  /** Reads all files of the workspace and lints them, a little at a time. */
  async lintWorkspace({ token, report }: WorkspaceLintOptions): Promise<void> {
    await this.engine();
    const folders = vscode.workspace.workspaceFolders ?? [];
    // Not only what is new: the editor may not have been told of every change on disk.
    await Promise.all(folders.map((workspaceFolder) => this.#read(workspaceFolder)));
    const work = (await Promise.all(folders.map(({ uri }) => this.folderOf(uri)))).flatMap((folder) =>
      folder.documents.map((document) => ({ folder, document })),
    );
    const isCancelled = () => token.isCancellationRequested || this.isDisposed;
    await workInSlices(
      work,
      ({ folder, document }) => {
        // The document may be another one by now, or gone.
        const current = folder.get(document.uri);
        if (current) this.#publish(folder, current);
      },
      { isCancelled, report: (done) => report(done, work.length) },
    );
    if (!isCancelled()) this.#isWorkspaceLinted = true;
  }

  /** All files of the workspace that are looked at, as their texts are now; read where nobody has read them yet. */
  async workspaceDocuments(): Promise<readonly SourceDocument[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    await Promise.all(folders.map(({ uri }) => this.#load(uri)));
    return (await Promise.all(folders.map(({ uri }) => this.folderOf(uri)))).flatMap((folder) => folder.documents);
  }

  /** Files on disk were made or changed. Of those that are open, the documents count. */
  async filesChanged(uris: readonly vscode.Uri[]): Promise<void> {
    if (!this.#engine) return;
    const engine = await this.#engine;
    const changed = new Set(uris.map(String));
    for (const document of vscode.workspace.textDocuments) {
      if (changed.has(document.uri.toString())) await this.lintDocument(document);
    }
    await readFiles(
      uris.filter((uri) => !isExcluded(uri)),
      this.#lifetime.token,
      (uri, bytes) => {
        if (openDocuments().has(uri.toString())) return;
        const folder = this.#folderOf(engine, uri);
        this.#take(folder, uri, bytes);
        const document = folder.get(uri.toString());
        if (!document) this.store.delete(uri);
        else if (this.#isWorkspaceLinted) this.#publish(folder, document);
      },
    );
  }

  /** A file or folder is gone; unless it was replaced, and the editor hears of that late. */
  async deleted(uri: vscode.Uri): Promise<void> {
    if (!this.#engine || (await exists(uri))) return;
    const folder = await this.folderOf(uri);
    const text = uri.toString();
    for (const document of folder.documents) {
      if (document.uri === text || document.uri.startsWith(`${text}/`)) this.#forget(folder, document.uri);
    }
  }

  /** A document was closed: from here on its file counts, where it has one in the workspace. */
  async closed(uri: vscode.Uri): Promise<void> {
    if (!this.#engine) return;
    const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    if (isInWorkspace && (await readFile(uri))) await this.filesChanged([uri]);
    else await this.deleted(uri);
    if (!this.#isWorkspaceLinted) this.store.delete(uri);
  }

  /** Drops what settings forbid now, and what belongs to folders that are no longer open. */
  prune(): void {
    const folders = new Set(vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()));
    for (const key of this.#folders.keys()) {
      if (key === NO_FOLDER || folders.has(key)) continue;
      this.#folders.delete(key);
      this.#loads.delete(key);
    }
    for (const { uri } of this.store.files) {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      const isOrphan = !folder && !vscode.workspace.textDocuments.some((document) => same(document.uri, uri));
      if (isOrphan || !this.#settings.isEnabled(uri)) this.store.delete(uri);
    }
  }

  #lintAgain(uri: string): void {
    const folder = this.#folders.get(folderKey(vscode.Uri.parse(uri)));
    const document = folder?.get(uri);
    if (folder && document) this.#publish(folder, document);
  }

  #publish(folder: LintedFolder, document: SourceDocument): FileFindings | undefined {
    const uri = vscode.Uri.parse(document.uri);
    if (!this.#settings.isEnabled(uri)) {
      this.store.delete(uri);
      return undefined;
    }
    const file = fileFindings(uri, folder, document);
    this.store.set(file);
    return file;
  }

  #folderOf(engine: Engine, uri: vscode.Uri): LintedFolder {
    const key = folderKey(uri);
    let folder = this.#folders.get(key);
    if (!folder) {
      folder = new engine.LintedFolder();
      folder.setInventory(this.#inventory);
      this.#folders.set(key, folder);
    }
    return folder;
  }

  /** Takes in the files of a document's workspace folder, once. */
  #load(uri: vscode.Uri): Promise<void> {
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(uri);
    if (!workspaceFolder) return Promise.resolve();
    return this.#loads.get(folderKey(uri)) ?? this.#read(workspaceFolder);
  }

  /** Takes in the files of a workspace folder as they are on disk. Open documents stay as they are in the editor. */
  #read(workspaceFolder: vscode.WorkspaceFolder): Promise<void> {
    const read = this.#boundary.runQuietly('Reading the workspace', async () => {
      const folder = await this.folderOf(workspaceFolder.uri);
      await readFolder(workspaceFolder, folder, this.#lifetime.token, {
        onChange: (change) => this.#dependents.add(change),
        take: (uri, bytes) => this.#take(folder, uri, bytes),
        forget: (uri) => this.#forget(folder, uri),
      });
    });
    const done = read.then(() => {});
    this.#loads.set(folderKey(workspaceFolder.uri), done);
    return done;
  }

  #take(folder: LintedFolder, uri: vscode.Uri, bytes: Uint8Array): void {
    if (folder.ignores(enginePath(uri))) this.#forget(folder, uri.toString());
    else this.#dependents.add(folder.setBytes(uri.toString(), enginePath(uri), bytes));
  }

  #forget(folder: LintedFolder, uri: string): void {
    this.#dependents.add(folder.delete(uri));
    this.store.delete(vscode.Uri.parse(uri));
  }
}

/** Stands for all files outside of the workspace. */
const NO_FOLDER = '';

function folderKey(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? NO_FOLDER;
}

function same(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}
