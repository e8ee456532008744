import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { withProgress, withViewProgress } from '../../infrastructure/progress.ts';
import type { Settings } from '../../infrastructure/settings.ts';

/** Other extensions that start with the editor go first: nobody waits for the files that are not open. */
const START_MILLISECONDS = 1000;

/** `keyless.workspace`, which decides what the empty tree of findings says. */
type State = 'linting' | 'linted' | undefined;

/** Problems of the files that are not open: on opening a folder, and by command. */
export function activateWorkspaceLint(
  session: LintSession,
  settings: Settings,
  commands: Commands,
  boundary: ErrorBoundary,
): Disposable {
  return new WorkspaceLint(session, settings, commands, boundary);
}

class WorkspaceLint extends Disposable {
  readonly #session: LintSession;
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(session: LintSession, settings: Settings, commands: Commands, boundary: ErrorBoundary) {
    super();
    this.#session = session;
    this.#settings = settings;
    this.#boundary = boundary;
    commands.add('keyless.lintWorkspace', vscode.l10n.t('Lint Workspace'), () => this.#onCommand());
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#automatically()));
    this.register(settings.onDidChange(() => this.#automatically()));
    const timer = setTimeout(() => this.#automatically(), START_MILLISECONDS);
    this.register({ dispose: () => clearTimeout(timer) });
    this.register({ dispose: () => this.#running?.cancel() });
  }

  #automatically(): void {
    if (!this.#settings.lintsWorkspaceAutomatically || !vscode.workspace.workspaceFolders?.length) return;
    void this.#boundary.runQuietly('Lint of the workspace', () =>
      withViewProgress('keyless.findings', () => this.#lint(new vscode.CancellationTokenSource(), () => {})),
    );
  }

  async #onCommand(): Promise<void> {
    await withProgress(vscode.l10n.t('Keyless: linting the workspace'), async ({ token, report }) => {
      const source = new vscode.CancellationTokenSource();
      const subscription = token.onCancellationRequested(() => source.cancel());
      try {
        await this.#lint(source, (done, total) => report(`${done}/${total}`, done, total));
      } finally {
        subscription.dispose();
      }
    });
  }

  /** A newer run takes the place of an older one. */
  async #lint(source: vscode.CancellationTokenSource, report: (done: number, total: number) => void): Promise<void> {
    this.#running?.cancel();
    this.#running = source;
    await setState('linting');
    try {
      await this.#session.lintWorkspace({ token: source.token, report });
    } finally {
      if (this.#running === source) {
        this.#running = undefined;
        await setState(source.token.isCancellationRequested ? undefined : 'linted');
      }
      source.dispose();
    }
  }
}

function setState(state: State): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'keyless.workspace', state);
}
