import { daysLeft } from '../../model/lifetime.ts';
import type { FigureDefinition, Label } from './figure.ts';

interface Span extends Label {
  /** The last whole day left that belongs to it. */
  readonly until: number;
}

const SPANS: readonly Span[] = [
  { key: 'expired', text: 'Expired', until: -1, tone: 'none' },
  { key: 'within-7-days', text: 'Within 7 days', short: '≤ 7 d', until: 6, tone: 'high' },
  { key: 'within-30-days', text: '8 to 30 days', short: '≤ 30 d', until: 29, tone: 'medium' },
  { key: 'within-90-days', text: '31 to 90 days', short: '≤ 90 d', until: 89, tone: 'low' },
  { key: 'within-180-days', text: '91 to 180 days', short: '≤ 180 d', until: 179, tone: 'low' },
  { key: 'within-a-year', text: '181 to 365 days', short: '≤ 1 y', until: 364, tone: 'low' },
  { key: 'later', text: 'More than a year', short: '> 1 y', until: Number.POSITIVE_INFINITY, tone: 'medium' },
  { key: 'never', text: 'Never', until: Number.NaN, tone: 'high' },
];

export const secretExpiry: FigureDefinition = {
  id: 'secret-expiry',
  title: 'Client secrets by days until they expire',
  about:
    'Secrets to sign in with, on applications and service principals. Expired ones stay in the directory until somebody removes them; far ends and none at all are what a thief hopes for.',
  unit: { one: 'client secret', many: 'client secrets' },
  shape: 'columns',
  rows: SPANS,
  series: [{ key: 'secrets', text: 'Client secrets', tone: 'low' }],
  needs: ['applications', 'service-principals'],
  see({ identity }, { now }, count) {
    for (const credential of identity.keyCredentials) {
      if (credential.kind !== 'client-secret' || credential.purpose !== undefined) continue;
      count(spanOf(daysLeft(credential, now)), 'secrets');
    }
  },
};

function spanOf(days: number | undefined): string {
  return (days === undefined ? undefined : SPANS.find(({ until }) => days <= until)?.key) ?? 'never';
}
