import * as vscode from 'vscode';
import type { KeyCredential } from '../../../tenant/model/credential.ts';
import { credentialState, daysLeft } from '../../../tenant/model/lifetime.ts';

/** How much something needs attention, heaviest first. */
export const ATTENTIONS = ['error', 'warning', 'none'] as const;

export type Attention = (typeof ATTENTIONS)[number];

export interface Expiry {
  /** `expired 3 d ago`, `expires in 12 d`, `expires 2027-04-01`, `never expires`. */
  readonly text: string;
  readonly attention: Attention;
}

const DAY = 86_400_000;

/** Where a credential stands, in words. Beyond 90 days a date says more than a number. */
export function expiryOf(credential: Pick<KeyCredential, 'start' | 'end' | 'purpose'>, now: number): Expiry {
  const attention = (value: Attention) => (credential.purpose === undefined ? value : 'none');
  const days = daysLeft(credential, now);
  if (days === undefined || credential.end === undefined) {
    return { text: vscode.l10n.t('never expires'), attention: attention('warning') };
  }
  const state = credentialState(credential, now);
  if (state === 'expired') {
    const ago = Math.floor((now - Date.parse(credential.end)) / DAY);
    const text = ago === 0 ? vscode.l10n.t('expired today') : vscode.l10n.t('expired {0} d ago', ago);
    return { text, attention: attention('error') };
  }
  if (state === 'not-yet-valid') {
    return { text: vscode.l10n.t('valid from {0}', dateOf(credential.start ?? '')), attention: 'none' };
  }
  if (days === 0) return { text: vscode.l10n.t('expires today'), attention: attention('warning') };
  const text =
    days <= 90 ? vscode.l10n.t('expires in {0} d', days) : vscode.l10n.t('expires {0}', dateOf(credential.end));
  return { text, attention: attention(state === 'expiring' ? 'warning' : 'none') };
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
