import * as vscode from 'vscode';

export interface Progress {
  readonly token: vscode.CancellationToken;
  /** @param done of `total` steps, for the bar */
  report(message: string, done: number, total: number): void;
}

/** Runs work with a progress notification that has a cancel button. */
export function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (reporter, token) => {
      let reported = 0;
      return work({
        token,
        report: (message, done, total) => {
          const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
          reporter.report({ message, increment: percent - reported });
          reported = percent;
        },
      });
    },
  );
}

/** The same without a notification: a bar in a view, for work nobody waits for. */
export function withViewProgress<T>(viewId: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}
