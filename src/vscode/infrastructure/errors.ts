import * as vscode from 'vscode';
import type { Log } from './log.ts';

/*
 * Each file that is loaded later has classes of its own, so errors are told apart by their names and not by `instanceof`.
 */

/** The person changed their mind: nothing failed, and nothing is shown. */
export class UserCancelledError extends Error {
  constructor() {
    super('Cancelled.');
    this.name = 'UserCancelledError';
  }
}

/** A button on an error message. */
export interface ErrorAction {
  readonly title: string;
  run(): unknown;
}

/** A failure a person can act on: the message says what failed, on which object, and what to do. */
export class OperationError extends Error {
  readonly actions: readonly ErrorAction[];

  constructor(message: string, options: { cause?: unknown; actions?: readonly ErrorAction[] } = {}) {
    super(message, { cause: options.cause });
    this.name = 'OperationError';
    this.actions = options.actions ?? [];
  }
}

/** The one place where errors of commands, providers and events end. */
export class ErrorBoundary {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Runs something a person asked for. A failure is logged and shown, with its buttons.
   * @param what names the work in the log and in messages of unexpected errors: `Lint Workspace`
   * @returns undefined where it failed or was cancelled
   */
  async run<T>(what: string, work: () => T | PromiseLike<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (isCancellation(error)) return undefined;
      this.#log.error(`${what} failed.`, error);
      // Whoever waits for the command must not wait for a person to close the message.
      void this.#show(what, error);
      return undefined;
    }
  }

  /** Runs something nobody asked for: a failure is only logged. */
  async runQuietly<T>(what: string, work: () => T | PromiseLike<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isCancellation(error)) this.#log.error(`${what} failed.`, error);
      return undefined;
    }
  }

  async #show(what: string, error: unknown): Promise<void> {
    const showLog: ErrorAction = { title: vscode.l10n.t('Show Log'), run: () => this.#log.show() };
    const operation = isOperationError(error) ? error : undefined;
    const actions = [...(operation?.actions ?? []), showLog];
    const message = operation?.message ?? vscode.l10n.t('{0} failed unexpectedly. The log has the details.', what);
    const chosen = await vscode.window.showErrorMessage(message, ...actions.map((action) => action.title));
    await actions.find((action) => action.title === chosen)?.run();
  }
}

function isCancellation(error: unknown): boolean {
  return isNamed(error, 'UserCancelledError') || error instanceof vscode.CancellationError;
}

function isOperationError(error: unknown): error is OperationError {
  return isNamed(error, 'OperationError');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
