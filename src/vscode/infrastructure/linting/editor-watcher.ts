import * as vscode from 'vscode';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { Settings } from '../settings.ts';
import type { LintSession } from './lint-session.ts';
import { isLinted, LINTED_FILES } from './linted-files.ts';

/** Files change in bursts (a checkout, a build): one look at all of them is enough. */
const FILE_EVENTS_MILLISECONDS = 250;

type Timer = ReturnType<typeof setTimeout>;

/** Tells the session what happens to documents and files. Registering is all it does on activation. */
export class EditorWatcher extends Disposable {
  readonly #session: LintSession;
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  readonly #timers = new Map<string, Timer>();
  readonly #changedFiles = new Map<string, vscode.Uri>();
  #fileTimer: Timer | undefined;

  constructor(session: LintSession, settings: Settings, boundary: ErrorBoundary) {
    super();
    this.#session = session;
    this.#settings = settings;
    this.#boundary = boundary;
    const { workspace } = vscode;
    this.register(workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)));
    this.register(workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, settings.debounce)));
    this.register(workspace.onDidCloseTextDocument((document) => this.#close(document)));
    this.register(workspace.onDidChangeWorkspaceFolders(() => this.#lintOpenDocuments()));
    this.register(settings.onDidChange(() => this.#lintOpenDocuments()));
    this.#watchFiles();
    this.#lintOpenDocuments();
  }

  override dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    clearTimeout(this.#fileTimer);
    super.dispose();
  }

  #lintOpenDocuments(): void {
    this.#session.prune();
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  /** Lints a document when it has been left alone for a while; a newer change takes the place of an older one. */
  #schedule(document: vscode.TextDocument, milliseconds: number): void {
    if (!isLinted(document) || !this.#settings.isEnabled(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#boundary.runQuietly('Lint', () => this.#session.lintDocument(document));
      }, milliseconds),
    );
  }

  #close(document: vscode.TextDocument): void {
    if (!isLinted(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    void this.#boundary.runQuietly('Closing a document', () => this.#session.closed(document.uri));
  }

  #watchFiles(): void {
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(LINTED_FILES, false, false, true));
    this.register(watcher.onDidCreate((uri) => this.#collect(uri)));
    this.register(watcher.onDidChange((uri) => this.#collect(uri)));
    // A folder that goes takes its files with it, without an event for each.
    const deletions = this.register(vscode.workspace.createFileSystemWatcher('**', true, true, false));
    this.register(
      deletions.onDidDelete((uri) => void this.#boundary.runQuietly('Deletion', () => this.#session.deleted(uri))),
    );
  }

  #collect(uri: vscode.Uri): void {
    this.#changedFiles.set(uri.toString(), uri);
    clearTimeout(this.#fileTimer);
    this.#fileTimer = setTimeout(() => {
      const uris = [...this.#changedFiles.values()];
      this.#changedFiles.clear();
      void this.#boundary.runQuietly('Reading changed files', () => this.#session.filesChanged(uris));
    }, FILE_EVENTS_MILLISECONDS);
  }
}
