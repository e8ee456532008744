import * as vscode from 'vscode';
import type { SourceDocument } from '../../../model/document.ts';
import type { Job } from '../../../model/pipeline/pipeline.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import { Disposable } from '../disposable.ts';
import { type ErrorBoundary, OperationError } from '../errors.ts';
import type { LintSession } from '../linting/lint-session.ts';
import { pick } from '../prompts.ts';
import type { TenantLink } from '../tenant/tenant-link.ts';
import type { TenantSession } from '../tenant/tenant-session.ts';

export type Engine = Awaited<ReturnType<LintSession['engine']>>;

/** What jobs are joined with, as everything is now. */
export interface OpenedWorkspace {
  readonly engine: Engine;
  readonly sources: TrustSources;
}

export interface OpenedDocument extends OpenedWorkspace {
  readonly document: SourceDocument;
}

/** A job as commands are given it. */
export interface JobTarget {
  readonly uri: string;
  readonly jobId: string;
}

export interface OpenedJob extends OpenedDocument {
  readonly job: Job;
}

/** Changes come in bursts, and a look at all jobs is enough for each. */
const CHANGE_MILLISECONDS = 250;
/** More than the longest time that settings let pass between the last keystroke and the look at the text. */
const PATIENCE_MILLISECONDS = 6_000;

/** Gives the features of federation the jobs of documents, the workspace around them and the tenant that is open. */
export class FederationSession extends Disposable {
  readonly #lint: LintSession;
  readonly #link: TenantLink;
  readonly #boundary: ErrorBoundary;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Who trusts whom may be something else now. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  #seen: readonly unknown[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lint: LintSession, tenant: TenantSession, link: TenantLink, boundary: ErrorBoundary) {
    super();
    this.#lint = lint;
    this.#link = link;
    this.#boundary = boundary;
    this.register(lint.store.onDidChange(() => this.#changedSoon()));
    this.register(tenant.onDidChange(() => this.#changedSoon()));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  /** Undefined for a document that is not linted. Waits for the files of the workspace and for the tenant. */
  async open(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<OpenedDocument | undefined> {
    if (!(await this.#lint.lintDocument(document)) || token?.isCancellationRequested) return undefined;
    await Promise.all([this.#lint.workspaceDocuments(), this.#link.ready()]);
    if (token?.isCancellationRequested || document.isClosed) return undefined;
    const [engine, folder] = await Promise.all([this.#lint.engine(), this.#lint.folderOf(document.uri)]);
    const source = folder.get(document.uri.toString());
    this.#seen ??= await this.#parts();
    return source && { engine, document: source, sources: folder.trustSources };
  }

  /** Waits until a text that is being typed has been looked at: whoever asks with every keystroke is in no hurry. */
  settled(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<void> {
    const { store } = this.#lint;
    const isWaiting = () => {
      const known = store.get(document.uri);
      return known !== undefined && known.source.text !== document.getText();
    };
    if (!isWaiting()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        changed.dispose();
        cancelled.dispose();
        resolve();
      };
      const timer = setTimeout(end, PATIENCE_MILLISECONDS);
      const cancelled = token.onCancellationRequested(end);
      const changed = store.onDidChange(() => {
        if (!isWaiting()) end();
      });
    });
  }

  /** The workspace folder of the active editor, else the first one. @throws OperationError where no folder is open */
  async workspace(): Promise<OpenedWorkspace> {
    await Promise.all([this.documents(), this.#link.ready()]);
    const { workspaceFolders, getWorkspaceFolder } = vscode.workspace;
    const active = vscode.window.activeTextEditor?.document.uri;
    const chosen = (active && getWorkspaceFolder(active)) ?? workspaceFolders?.[0];
    if (!chosen) throw new OperationError(vscode.l10n.t('No folder is open.'));
    const [engine, folder] = await Promise.all([this.#lint.engine(), this.#lint.folderOf(chosen.uri)]);
    this.#seen ??= await this.#parts();
    return { engine, sources: folder.trustSources };
  }

  /** All files of the workspace that are looked at. */
  documents(): Promise<readonly SourceDocument[]> {
    return this.#lint.workspaceDocuments();
  }

  /**
   * The job that a command is for: the one it is given, that at the cursor, or one that is chosen.
   * @throws OperationError where the file has none; UserCancelledError
   */
  async job(target: JobTarget | undefined): Promise<OpenedJob> {
    const document = target
      ? await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri))
      : vscode.window.activeTextEditor?.document;
    const opened = document && (await this.open(document));
    const jobs = opened ? opened.engine.jobsIn(opened.document, opened.sources.workspace) : [];
    if (!document || !opened || jobs.length === 0) {
      throw new OperationError(vscode.l10n.t('Open a workflow or pipeline with a job that signs in to Azure first.'));
    }
    const job = target ? jobs.find(({ id }) => id === target.jobId) : await this.#chosen(document, jobs, opened);
    if (!job) throw new OperationError(vscode.l10n.t('There is no job "{0}" any more.', target?.jobId ?? ''));
    return { ...opened, job };
  }

  async #chosen(
    document: vscode.TextDocument,
    jobs: readonly Job[],
    { engine, document: source, sources }: OpenedDocument,
  ) {
    const editor = vscode.window.activeTextEditor;
    const offset = editor?.document === document ? document.offsetAt(editor.selection.active) : -1;
    const atCursor = jobs.find(({ range }) => range.start <= offset && offset <= range.end);
    if (atCursor) return atCursor;
    const loggingIn = engine.jobsThatLogIn(source, sources.workspace);
    const choice = loggingIn.length > 0 ? loggingIn : jobs;
    if (choice.length === 1) return choice[0];
    const { job } = await pick(
      choice.map((each) => ({ label: each.id, job: each })),
      { title: vscode.l10n.t('Job'), placeHolder: vscode.l10n.t('Which job?') },
    );
    return job;
  }

  #changedSoon(): void {
    // Nobody has asked for anything yet.
    if (this.#seen === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.#boundary.runQuietly('Trust of jobs', () => this.#look()),
      CHANGE_MILLISECONDS,
    );
  }

  /** Tells of a change where there is one: a lens that is made anew takes no click in that moment. */
  async #look(): Promise<void> {
    const before = this.#seen ?? [];
    const now = await this.#parts();
    this.#seen = now;
    if (now.length !== before.length || now.some((part, index) => part !== before[index])) this.#changed.fire();
  }

  /** All that a judgement depends on, each the same object as long as it did not change. */
  async #parts(): Promise<readonly unknown[]> {
    const folders = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.#lint.folderOf(uri)),
    );
    return folders.flatMap((folder) => {
      const { repository, inventory } = folder.trustSources;
      return [repository, inventory, ...folder.documents];
    });
  }
}
