import type { Tone } from '../../figures/figure.ts';
import type { TrendPoint } from '../trend.ts';

/** A line of the trend. */
export interface TrendSeries {
  readonly text: string;
  readonly tone: Tone;
  /** What marks its points, around the origin: the shape tells it apart where colours do not. */
  readonly shape: string;
  readonly dashes?: string;
  readonly value: (point: TrendPoint) => number;
}

export const TREND_SERIES: readonly TrendSeries[] = [
  {
    text: 'Live client secrets',
    tone: 'high',
    shape: 'M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z',
    value: ({ liveSecrets }) => liveSecrets,
  },
  {
    text: 'Identities with a client secret',
    tone: 'medium',
    shape: 'M-4 -4H4V4H-4Z',
    dashes: '7 3',
    value: ({ strengths }) => strengths['client-secret'],
  },
  {
    text: 'Critical and high failures',
    tone: 'critical',
    shape: 'M0 -5L5 4H-5Z',
    dashes: '2 3',
    value: ({ failures }) => failures.critical + failures.high,
  },
];
