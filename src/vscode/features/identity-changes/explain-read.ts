import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { isServiceFailure } from '../../../tenant/request/failure.ts';
import { OperationError } from '../../infrastructure/errors.ts';

/** Reads how things are; the status bar says so, since a question follows. @throws OperationError where that cannot be seen: nothing was changed then */
export async function explainRead<T>({ displayName }: Identity, work: () => Promise<T>): Promise<T> {
  const { t } = vscode.l10n;
  const title = t('Reading {0}', displayName);
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work);
  } catch (cause) {
    if (!isServiceFailure(cause)) throw cause;
    const code = cause.code === '' ? cause.kind : cause.code;
    const message =
      cause.kind === 'not-found'
        ? t('{0} is no longer in the directory. Refresh Workload Identities.', displayName)
        : t('How {0} is now could not be read ({1}), so nothing was changed.', displayName, code);
    throw new OperationError(message, { cause });
  }
}
