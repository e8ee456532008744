import * as vscode from 'vscode';
import { input, pick } from '../../infrastructure/prompts.ts';

const DAY = 24 * 60 * 60 * 1000;
const USUAL_DAYS = [30, 90, 180, 365] as const;

/** What a person says for a mute. */
export interface MuteAnswers {
  readonly reason: string;
  /** `YYYY-MM-DD`; undefined where it does not end. */
  readonly until: string | undefined;
}

/**
 * Asks why a failure is accepted, and for how long.
 * @param what names what is muted
 * @param now milliseconds since 1970
 * @throws UserCancelledError
 */
export async function askMute(what: string, now: number): Promise<MuteAnswers> {
  const reason = await input({
    title: vscode.l10n.t('Mute: {0}', what),
    prompt: vscode.l10n.t('Why is this accepted? The reason is kept in keyless.yaml.'),
    placeHolder: vscode.l10n.t('The migration is planned for March'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A mute needs a reason.') : undefined),
  });
  return { reason: reason.trim(), until: await askEnd(what, now) };
}

async function askEnd(what: string, now: number): Promise<string | undefined> {
  type Item = vscode.QuickPickItem & { readonly until?: string; readonly isOther?: boolean };
  const items: readonly Item[] = [
    ...USUAL_DAYS.map((days) => {
      const until = dayOf(now + days * DAY);
      return { until, label: vscode.l10n.t('{0} days', days), description: vscode.l10n.t('until {0}', until) };
    }),
    { isOther: true, label: vscode.l10n.t('Another date…') },
    { label: vscode.l10n.t('No end'), description: vscode.l10n.t('until somebody removes it') },
  ];
  const { until, isOther } = await pick(items, {
    title: vscode.l10n.t('Mute: {0}', what),
    placeHolder: vscode.l10n.t('For how long?'),
  });
  return isOther ? askDate(what, now) : until;
}

async function askDate(what: string, now: number): Promise<string> {
  const date = await input({
    title: vscode.l10n.t('Mute: {0}', what),
    prompt: vscode.l10n.t('The last day of the mute, YYYY-MM-DD'),
    value: dayOf(now + 30 * DAY),
    validateInput: (text) => dateProblem(text.trim(), now),
  });
  return date.trim();
}

/** What is wrong with a date as the end of a mute; undefined where nothing is. */
export function dateProblem(text: string, now: number): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || dayOf(time) !== text) return vscode.l10n.t('A date of the calendar, written YYYY-MM-DD.');
  return text < dayOf(now) ? vscode.l10n.t('That day is over.') : undefined;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
