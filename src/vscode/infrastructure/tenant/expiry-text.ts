import * as vscode from 'vscode';
import type { KeyCredential } from '../../../tenant/model/credential.ts';
import { credentialState, daysLeft } from '../../../tenant/model/lifetime.ts';
import { CONCERN_ATTENTION, type Concern } from './concerns.ts';

/** How much something needs attention, heaviest first. */
export const ATTENTIONS = ['error', 'warning', 'none'] as const;

export type Attention = (typeof ATTENTIONS)[number];

export interface Expiry {
  /** `expired 3 d ago`, `expires in 12 d`, `expires 2027-04-01`, `never expires`. */
  readonly text: string;
  readonly concern: Concern | undefined;
  readonly attention: Attention;
}

const DAY = 86_400_000;

/** Where a credential stands, in words. Beyond 90 days a date says more than a number. */
export function expiryOf(credential: Pick<KeyCredential, 'start' | 'end' | 'purpose'>, now: number): Expiry {
  const expiry = (text: string, concern?: Concern): Expiry =>
    concern === undefined || credential.purpose !== undefined
      ? { text, concern: undefined, attention: 'none' }
      : { text, concern, attention: CONCERN_ATTENTION[concern] };
  const days = daysLeft(credential, now);
  if (days === undefined || credential.end === undefined) {
    return expiry(vscode.l10n.t('never expires'), 'endless');
  }
  const state = credentialState(credential, now);
  if (state === 'expired') {
    const ago = Math.floor((now - Date.parse(credential.end)) / DAY);
    if (ago === 0) return expiry(vscode.l10n.t('expired today'), 'expired');
    const text =
      ago <= 90 ? vscode.l10n.t('expired {0} d ago', ago) : vscode.l10n.t('expired {0}', dateOf(credential.end));
    return expiry(text, 'expired');
  }
  if (state === 'not-yet-valid') {
    return expiry(vscode.l10n.t('valid from {0}', dateOf(credential.start ?? '')));
  }
  if (days === 0) return expiry(vscode.l10n.t('expires today'), 'expiring');
  const text =
    days <= 90 ? vscode.l10n.t('expires in {0} d', days) : vscode.l10n.t('expires {0}', dateOf(credential.end));
  return expiry(text, state === 'expiring' ? 'expiring' : undefined);
}

/** The day of a moment, as `2027-04-01`. */
export function dateOf(time: string): string {
  return time.slice(0, 10);
}

/** `today`, `12 d ago`, or the date of what is longer ago than 90 days. */
export function agoText(time: string, now: number): string {
  const days = Math.floor((now - Date.parse(time)) / DAY);
  if (days <= 0) return vscode.l10n.t('today');
  return days <= 90 ? vscode.l10n.t('{0} d ago', days) : dateOf(time);
}

export const ATTENTION_COLOURS: Readonly<Record<Attention, string | undefined>> = {
  error: 'problemsErrorIcon.foreground',
  warning: 'problemsWarningIcon.foreground',
  none: undefined,
};

/** An icon in the colour of what it stands for; the words beside it say the same. */
export function iconOf(id: string, attention: Attention = 'none'): vscode.ThemeIcon {
  const colour = ATTENTION_COLOURS[attention];
  return new vscode.ThemeIcon(id, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
