import type { Strength } from '../../model/strength.ts';
import type { Assessment } from '../assess.ts';
import type { AssessmentSeverity } from '../severity.ts';

/** What one reading of a tenant comes to, small enough to be kept. */
export interface TrendPoint {
  readonly tenantId: string;
  /** ISO 8601. */
  readonly asOf: string;
  readonly identities: number;
  /** Client secrets that can still be used. */
  readonly liveSecrets: number;
  /** Identities by the weakest way in which they sign in. */
  readonly strengths: Readonly<Record<Strength, number>>;
  /** Whether muted or not: a mute makes nothing better. */
  readonly failures: Readonly<Record<AssessmentSeverity, number>>;
}

export interface NamedPoint extends TrendPoint {
  /** The file, as the person knows it; undefined for the tenant as it is now. */
  readonly name: string | undefined;
}

/** A file that is no snapshot, and what is wrong with it. */
export interface TrendProblem {
  readonly name: string;
  readonly message: string;
}

/** Readings of one tenant, the oldest first, and the files that gave none. */
export interface Trend {
  readonly points: readonly NamedPoint[];
  readonly problems: readonly TrendProblem[];
}

export const NO_TREND: Trend = { points: [], problems: [] };

export function trendPoint({ header, identityCount, strengths, figures, results }: Assessment): TrendPoint {
  const failures = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { failures: own, muted } of results) {
    for (const { severity } of own) failures[severity] += 1;
    for (const { severity } of muted) failures[severity] += 1;
  }
  return {
    tenantId: header.tenant.id,
    asOf: header.asOf,
    identities: identityCount,
    liveSecrets: liveSecretsIn(figures),
    strengths,
    failures,
  };
}

function liveSecretsIn(figures: Assessment['figures']): number {
  const figure = figures.find(({ id }) => id === 'secret-expiry');
  return (figure?.rows ?? []).reduce(
    (sum, { key }, index) => sum + (key === 'expired' ? 0 : (figure?.cells[index]?.[0]?.count ?? 0)),
    0,
  );
}

/** Adds the tenant as it is now: its snapshots, without those of other tenants and those of the very same reading. */
export function withCurrent({ points, problems }: Trend, current: TrendPoint): Trend {
  const tenantId = current.tenantId.toLowerCase();
  const foreign = points.filter((point) => point.tenantId.toLowerCase() !== tenantId);
  const byTime = new Map<number, NamedPoint>();
  for (const point of points) if (!foreign.includes(point)) byTime.set(Date.parse(point.asOf), point);
  byTime.set(Date.parse(current.asOf), { ...current, name: undefined });
  return {
    points: [...byTime].sort(([a], [b]) => a - b).map(([, point]) => point),
    problems: [
      ...problems,
      ...foreign.map(({ name }) => ({ name: name ?? '', message: 'It is a snapshot of another tenant.' })),
    ],
  };
}
