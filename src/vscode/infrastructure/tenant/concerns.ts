import * as vscode from 'vscode';
import type { Attention } from './expiry-text.ts';

/** Why something needs attention, heaviest first; said in words wherever a colour shows it. */
export const CONCERNS = ['risky', 'expired', 'broad', 'expiring', 'endless', 'orphaned'] as const;

export type Concern = (typeof CONCERNS)[number];

export const CONCERN_ATTENTION: Readonly<Record<Concern, Attention>> = {
  risky: 'error',
  expired: 'error',
  broad: 'warning',
  expiring: 'warning',
  endless: 'warning',
  orphaned: 'warning',
};

const TEXTS: Readonly<Record<Concern, (count: number) => string>> = {
  risky: (count) => vscode.l10n.t('{0} at risk', count),
  expired: (count) => vscode.l10n.t('{0} expired', count),
  broad: (count) => vscode.l10n.t('{0} too broad', count),
  expiring: (count) => vscode.l10n.t('{0} expiring', count),
  endless: (count) => vscode.l10n.t('{0} without an end', count),
  orphaned: (count) => vscode.l10n.t('{0} without a resource', count),
};

/** How many rows have which concern. */
export type Tally = Readonly<Partial<Record<Concern, number>>>;

export function tally(concerns: Iterable<Concern | undefined>): Tally {
  const counts: Partial<Record<Concern, number>> = {};
  for (const concern of concerns) if (concern !== undefined) counts[concern] = (counts[concern] ?? 0) + 1;
  return counts;
}

/** `3 expired, 2 expiring`; empty where there is nothing to say. */
export function tallyText(counts: Tally): string {
  return CONCERNS.filter((concern) => (counts[concern] ?? 0) > 0)
    .map((concern) => TEXTS[concern](counts[concern] ?? 0))
    .join(', ');
}

/** The heaviest attention of what was counted. */
export function tallyAttention(counts: Tally): Attention {
  const attentions = CONCERNS.filter((concern) => (counts[concern] ?? 0) > 0).map((each) => CONCERN_ATTENTION[each]);
  return attentions.includes('error') ? 'error' : attentions.length > 0 ? 'warning' : 'none';
}
