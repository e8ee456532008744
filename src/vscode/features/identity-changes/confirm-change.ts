import * as vscode from 'vscode';
import { type ChangePreview, type IdentityChange, isLoss } from '../../../migrate/execute/identity-change.ts';
import type { LastUse } from '../../../tenant/change/last-use.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import { input } from '../../infrastructure/prompts.ts';
import { type Begun, whereLines } from './begin-change.ts';

/** What a person is asked. */
export interface Question {
  /** `Remove the client secret "deploy" of payments?` */
  readonly message: string;
  /** What is changed, a fact a line. */
  readonly facts: readonly string[];
  /** What comes of it, in sentences. */
  readonly consequences: readonly string[];
  /** The word on the button: `Remove`. */
  readonly action: string;
}

/** As long as this a request is read in a dialog; a longer one has its own document. */
const MAX_SHOWN = 400;

/**
 * Shows what exactly will be sent, and asks. Where something is lost, the name of the identity has to be typed as well.
 * @throws UserCancelledError
 */
export async function confirmChange(
  begun: Begun,
  change: IdentityChange,
  { request, kept }: ChangePreview,
  { message, facts, consequences, action }: Question,
): Promise<void> {
  const { t } = vscode.l10n;
  const { method, path, body, service } = request;
  const short = JSON.stringify(body);
  const isShort = short.length <= MAX_SHOWN;
  const detail = [
    ...whereLines(begun),
    ...facts,
    ...(kept.length === 0 ? [] : [t('Kept as they are: {0}', kept.join(', '))]),
    '',
    t('Sent to {0}:', service),
    `${method} ${path}`,
    isShort ? short : t('with {0} characters of JSON, which Show Request shows', short.length),
    '',
    ...consequences,
  ].join('\n');
  const show = t('Show Request');
  const buttons = isShort ? [action] : [action, show];
  let answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (answer === show) {
    await begun.requests.show(request);
    // Not in front of what is to be read.
    answer = await vscode.window.showWarningMessage(message, action);
  }
  if (answer !== action) throw new UserCancelledError();
  if (isLoss(change)) await askName(begun, message);
}

/** @throws UserCancelledError */
async function askName({ identity }: Begun, title: string): Promise<void> {
  const { t } = vscode.l10n;
  const name = identity.displayName.trim();
  const typed = await input({
    title,
    prompt: t('Type {0} to confirm.', name),
    placeHolder: name,
    // An error, since all that is milder lets Enter through.
    validateInput: (value) => (value.trim() === name ? undefined : t('This is not the name yet: type {0}.', name)),
  });
  if (typed.trim() !== name) throw new UserCancelledError();
}

/** The last sign-in as a fact. */
export function useText(use: LastUse): string {
  const { t } = vscode.l10n;
  if (use.kind === 'unknown') return t('Last sign-in: not known');
  return use.at === undefined ? t('Last sign-in: none on record') : t('Last sign-in: {0}', use.at.slice(0, 10));
}

/**
 * Asks whoever cannot see who signs in to take it upon them.
 * @throws UserCancelledError
 */
export async function acknowledgeUnknownUse(message: string): Promise<void> {
  const { t } = vscode.l10n;
  const yes = t('Nobody Does');
  const detail = t(
    'Last sign-ins are in reports that whoever is signed in may not read, or that this cloud does not have. They take the permission AuditLog.Read.All. Whatever still signs in fails from then on. Do you know that nobody does?',
  );
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, yes);
  if (answer !== yes) throw new UserCancelledError();
}
