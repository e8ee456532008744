import * as vscode from 'vscode';
import type { GitRemote } from '../../../lint/repository-facts.ts';
import { Disposable } from '../disposable.ts';
import { type ErrorBoundary, OperationError } from '../errors.ts';
import type { LintSession } from '../linting/lint-session.ts';
import type { LintedFolder } from '../linting/linted-folder.ts';
import type { Settings } from '../settings.ts';
import { providerOf } from './provider.ts';
import type { GitHubPart, readGitHubFacts } from './read-github-facts.ts';

/** What is loaded when GitHub is asked for the first time. */
export type LoadGitHub = () => Promise<{ readonly readGitHubFacts: typeof readGitHubFacts }>;

/** What was read of one repository. */
export interface GitHubFactsRead {
  readonly fullName: string;
  readonly asOf: Date;
  /** What the account may not see. */
  readonly unread: readonly GitHubPart[];
}

interface Known extends GitHubFactsRead {
  readonly accountId: string;
}

const SCOPES = ['repo'];
const WORKFLOW = /\/\.github\/workflows\/[^/]+\.ya?ml$/u;

/**
 * Lets files be judged by what GitHub says of their repository, once a workflow of it was linted and where the person is
 * signed in to GitHub in the editor; nobody is asked to. Read once a window. Where GitHub does not answer, all stays as
 * it was without it.
 */
export class GitHubLink extends Disposable {
  readonly #lint: LintSession;
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  readonly #load: LoadGitHub;
  readonly #lifetime = new AbortController();
  /** The folders a workflow of which was linted, each with its reading; a folder that is opened anew is another one. */
  readonly #folders = new Map<LintedFolder, Promise<void>>();
  readonly #known = new WeakMap<LintedFolder, Known>();

  constructor(lint: LintSession, settings: Settings, boundary: ErrorBoundary, load: LoadGitHub) {
    super();
    this.#lint = lint;
    this.#settings = settings;
    this.#boundary = boundary;
    this.#load = load;
    this.register({ dispose: () => this.#lifetime.abort() });
    this.register(lint.store.onDidChange((uris) => this.#linted(uris)));
    this.register(settings.onDidChange(() => this.#lookAgain()));
    this.register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#lookAgain()));
    this.register(
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id.startsWith('github')) this.#lookAgain();
      }),
    );
  }

  /**
   * Reads what GitHub says of a folder's repository now, and asks to sign in where nobody is.
   * @throws OperationError where the folder is no clone from GitHub, or GitHub refuses
   */
  async readNow(uri: vscode.Uri): Promise<GitHubFactsRead> {
    // The address of the clone is read with the files.
    await this.#lint.workspaceDocuments();
    const folder = await this.#lint.folderOf(uri);
    const { remote } = folder;
    const provider = remote && providerOf(remote.host);
    if (!remote || !provider) {
      throw new OperationError(
        vscode.l10n.t(
          'This folder is no clone from github.com, nor from the server in the setting github-enterprise.uri.',
        ),
      );
    }
    const session = await vscode.authentication.getSession(provider, SCOPES, { createIfNone: true });
    const read = await this.#read(folder, remote, session);
    if (typeof read === 'object') return read;
    throw new OperationError(refusalText(remote, read));
  }

  #linted(uris: readonly vscode.Uri[]): void {
    if (!uris.some((uri) => WORKFLOW.test(uri.path) && this.#lint.store.get(uri))) return;
    void this.#boundary.runQuietly('Reading facts from GitHub', async () => {
      for (const uri of uris) {
        if (!WORKFLOW.test(uri.path) || !vscode.workspace.getWorkspaceFolder(uri)) continue;
        const folder = await this.#lint.folderOf(uri);
        // The address of the clone may not have been read yet; whatever changes is linted again.
        if (folder.remote && !this.#folders.has(folder)) await this.#look(folder);
      }
    });
  }

  #lookAgain(): void {
    for (const folder of this.#folders.keys()) {
      void this.#boundary.runQuietly('Reading facts from GitHub', () => this.#look(folder));
    }
  }

  /** One look at a folder after the other, so that the last one decides. */
  #look(folder: LintedFolder): Promise<void> {
    const before = this.#folders.get(folder) ?? Promise.resolve();
    const look = before.then(() => this.#lookAt(folder));
    this.#folders.set(
      folder,
      look.catch(() => {}),
    );
    return look;
  }

  async #lookAt(folder: LintedFolder): Promise<void> {
    const { remote } = folder;
    const mayAsk = this.#settings.readsGitHubFacts && vscode.workspace.isTrusted && !this.isDisposed;
    const session = mayAsk && remote ? await silentSession(remote) : undefined;
    if (!remote || !session) {
      this.#known.delete(folder);
      this.#lint.setRemoteFacts(folder, undefined);
    } else if (this.#known.get(folder)?.accountId !== session.account.id) {
      await this.#read(folder, remote, session);
    }
  }

  /** @returns the status where GitHub refuses; then what was known before counts for the same account only */
  async #read(
    folder: LintedFolder,
    remote: GitRemote,
    { accessToken, account }: vscode.AuthenticationSession,
  ): Promise<GitHubFactsRead | number | undefined> {
    const { readGitHubFacts } = await this.#load();
    const { signal } = this.#lifetime;
    const reading = await readGitHubFacts(remote, { token: accessToken, fetch: (...args) => fetch(...args), signal });
    if (this.isDisposed) return undefined;
    if (reading.kind === 'refused') {
      if (this.#known.get(folder)?.accountId !== account.id) this.#lint.setRemoteFacts(folder, undefined);
      return reading.status;
    }
    const { facts, unread } = reading;
    const known = { fullName: remote.fullName, asOf: new Date(), unread, accountId: account.id };
    this.#known.set(folder, known);
    this.#lint.setRemoteFacts(folder, facts);
    return known;
  }
}

/** An editor without the provider says so by an error: then nobody is signed in. */
async function silentSession({ host }: GitRemote): Promise<vscode.AuthenticationSession | undefined> {
  const provider = providerOf(host);
  if (!provider) return undefined;
  try {
    return await vscode.authentication.getSession(provider, SCOPES, { silent: true });
  } catch {
    return undefined;
  }
}

function refusalText({ host, fullName }: GitRemote, status: number | undefined): string {
  if (status === undefined) return vscode.l10n.t('{0} did not answer. Try again when it can be reached.', host);
  if (status === 404) {
    return vscode.l10n.t(
      '{0} shows no repository {1} to this account. Sign in with one that can read it.',
      host,
      fullName,
    );
  }
  return vscode.l10n.t(
    '{0} refused to show {1} (HTTP {2}). Check that the account may read it, and single sign-on of the organization.',
    host,
    fullName,
    status,
  );
}
