import type { SectionName } from '../../model/section.ts';
import type { AssessmentSeverity } from '../severity.ts';

/** One thing that is different in the newer of two inventories. */
export interface Change {
  readonly kind: ChangeKind;
  /** `worse` has a severity. */
  readonly effect: 'worse' | 'better' | 'neutral';
  readonly severity: AssessmentSeverity | undefined;
  /** Undefined for the tenant. */
  readonly clientId: string | undefined;
  readonly displayName: string;
  /** A whole sentence. */
  readonly message: string;
}

export const CHANGE_KINDS = [
  'identity-added',
  'identity-removed',
  'identity-enabled',
  'identity-disabled',
  'secret-added',
  'secret-removed',
  'certificate-added',
  'certificate-removed',
  'trust-added',
  'trust-removed',
  'trust-broadened',
  'trust-narrowed',
  'trust-changed',
  'owner-added',
  'owner-lost',
  'sponsor-added',
  'sponsor-lost',
  'instance-locked',
  'instance-unlocked',
  'privilege-added',
  'privilege-removed',
  'audience-widened',
  'risk-found',
  'risk-ended',
  'policy-weakened',
  'policy-strengthened',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What two inventories differ in, and what could not be compared. */
export interface Comparison {
  /** Worst first, then by name. */
  readonly changes: readonly Change[];
  /** Parts that were not read in both. */
  readonly uncompared: readonly SectionName[];
}

type Told = Pick<Change, 'kind' | 'message'>;

export function worse(
  kind: ChangeKind,
  severity: AssessmentSeverity,
  message: string,
): Told & Pick<Change, 'effect' | 'severity'> {
  return { kind, effect: 'worse', severity, message };
}

export function better(kind: ChangeKind, message: string): Told & Pick<Change, 'effect' | 'severity'> {
  return { kind, effect: 'better', severity: undefined, message };
}

export function neutral(kind: ChangeKind, message: string): Told & Pick<Change, 'effect' | 'severity'> {
  return { kind, effect: 'neutral', severity: undefined, message };
}

/** A change before it is said whose it is. */
export type ChangeOf = ReturnType<typeof worse>;
