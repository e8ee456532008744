import * as vscode from 'vscode';
import { type IdentityChange, identityChange, objectIdOf } from '../../../migrate/execute/identity-change.ts';
import type { Acknowledgement } from '../../../migrate/execute/make-call.ts';
import { type CallResult, makeChange } from '../../../migrate/execute/make-change.ts';
import { QUIET_DAYS } from '../../../migrate/quiet-days.ts';
import { SYSTEM_CLOCK } from '../../../tenant/request/clock.ts';
import { readOne } from '../../../tenant/sync/read-one.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { BegunChange } from '../../infrastructure/tenant/change-log.ts';
import { type Begun, showAction } from './begin-change.ts';

export interface Run {
  /** For the log, imperative: `Remove client secret "deploy"`. */
  readonly title: string;
  /** For a person, once it is made: `The client secret "deploy" of payments is removed.` */
  readonly done: string;
  readonly acknowledged: readonly Acknowledgement[];
}

/**
 * Makes a change that was confirmed: written down first, sent once, read again until the directory agrees.
 * @throws OperationError where it was not made, or nobody knows
 */
export async function runChange(
  begun: Begun,
  change: IdentityChange,
  { title, done, acknowledged }: Run,
): Promise<void> {
  const { t } = vscode.l10n;
  const { tenant, live, clients, identity } = begun;
  const use = { quietDays: QUIET_DAYS, acknowledged };
  let record: BegunChange | undefined;
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    async () => {
      const made = await makeChange(identityChange(change, clients, use, SYSTEM_CLOCK.now), {
        clock: SYSTEM_CLOCK,
        beforeSending: async () => {
          const { displayName, clientId } = identity;
          record = await tenant.changes.begin(live, {
            change: title,
            identity: { displayName, clientId },
            objectId: objectIdOf(change),
          });
        },
      });
      await record?.end(outcomeOf(made));
      await remember(begun, change);
      return made;
    },
  );
  const { text, requestId } = result.outcome;
  if (result.state !== 'done') {
    const request = requestId === undefined ? '' : ` ${t('(request {0})', requestId)}`;
    const isSent = result.isSent ? [logAction()] : [];
    throw new OperationError(`${identity.displayName}: ${text}${request}`, {
      actions: [...isSent, showAction(identity)],
    });
  }
  // What is more than that it was made is worth a warning.
  const rest = text.replace(/^(?:Made\.|No answer came, but it was made\.|It was so already\.)\s*/u, '');
  const say = rest === '' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const actions = [showAction(identity), logAction()];
  // Nobody waits for the message to be closed.
  void say(`${done} ${rest}`.trim(), ...actions.map((action) => action.title)).then((answer) =>
    actions.find((action) => action.title === answer)?.run(),
  );
}

function outcomeOf({ state, outcome: { text, requestId } }: CallResult) {
  const states = { done: 'made', refused: 'refused', unclear: 'unclear', open: 'unclear' } as const;
  return { state: states[state], text, ...(requestId === undefined ? {} : { requestId }) };
}

/** Shows what became of it in the inventory, as the directory has it now. */
async function remember({ live, clients }: Begun, change: IdentityChange): Promise<void> {
  const isApplication = 'holder' in change && change.holder.kind === 'application';
  const section = isApplication ? 'applications' : 'service-principals';
  try {
    const fact = await readOne(section, objectIdOf(change), clients);
    if (fact) live.source.change(section, [fact], []);
  } catch {
    // The next refresh shows it.
  }
}

function logAction() {
  return {
    title: vscode.l10n.t('Show Change Log'),
    run: () => vscode.commands.executeCommand('keyless.showChangeLog'),
  };
}
