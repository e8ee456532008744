import * as vscode from 'vscode';
import { type IdentityChange, previewChange } from '../../../migrate/execute/identity-change.ts';
import { type Acknowledgement, objectionToLoss } from '../../../migrate/execute/make-call.ts';
import { QUIET_DAYS } from '../../../migrate/quiet-days.ts';
import type { LastUse } from '../../../tenant/change/last-use.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { type Begun, entraAction } from './begin-change.ts';
import { acknowledgeUnknownUse, confirmChange, type Question, useText } from './confirm-change.ts';
import { explainRead } from './explain-read.ts';
import { runChange } from './run-change.ts';

export interface Loss {
  readonly change: IdentityChange;
  readonly lastUse: () => Promise<LastUse>;
  /** Follows "signed in": `with the client secret "deploy"`. */
  readonly how: string;
  readonly question: Question;
  /** For the log. */
  readonly title: string;
  readonly done: string;
}

/**
 * Takes something away that somebody may sign in with: not while it is in use, with open eyes where that is not known, and
 * after the name was typed.
 * @throws OperationError, UserCancelledError
 */
export async function lose(begun: Begun, loss: Loss): Promise<void> {
  const { t } = vscode.l10n;
  const { identity, clients } = begun;
  const { change, how, question, title, done } = loss;
  const [preview, use] = await explainRead(identity, () =>
    Promise.all([previewChange(change, clients), loss.lastUse()]),
  );
  if (use.kind === 'known' && objectionToLoss(use, how, { quietDays: QUIET_DAYS }, Date.now()) !== undefined) {
    throw new OperationError(
      t(
        'Somebody signed in {0} on {1}. Keyless takes away only what nobody has signed in with for {2} days: move its callers first. Where it has leaked, act in the Entra admin center.',
        how,
        use.at?.slice(0, 10) ?? '',
        QUIET_DAYS,
      ),
      {
        actions: [
          {
            title: t('Plan Migration'),
            run: () => vscode.commands.executeCommand('keyless.planMigration', identity.clientId),
          },
          entraAction(identity),
        ],
      },
    );
  }
  const acknowledged: Acknowledgement[] = [];
  if (use.kind === 'unknown') {
    await acknowledgeUnknownUse(t('Nobody can tell whether somebody still signs in {0}.', how));
    acknowledged.push('unknown-use');
  }
  const facts = [...question.facts, useText(use)];
  await confirmChange(begun, change, preview, { ...question, facts });
  await runChange(begun, change, { title, done, acknowledged });
}
