import type { Identity } from '../model/identity.ts';
import type { InventoryHeader } from '../model/inventory.ts';
import type { SectionName } from '../model/section.ts';
import type { PolicyEffect } from '../policy-simulation/effect.ts';
import type { Area } from './areas.ts';
import type { Coverage } from './coverage.ts';
import type { IdentityFacts } from './identity-facts.ts';
import type { Thresholds } from './presets.ts';
import type { AssessmentSeverity } from './severity.ts';
import type { TrustJudge } from './trust-judge.ts';

/** What a check is, for lists, pages and reports. */
export interface CheckFacts {
  /** Kebab-case, names the problem: `privileged-secret`. */
  readonly id: string;
  readonly area: Area;
  /** What passes, as a short sentence without a full stop: `No client secrets`. */
  readonly title: string;
  /** The severity of its failures unless one says otherwise. */
  readonly severity: AssessmentSeverity;
  /** Whole sentences. */
  readonly why: string;
  /** Whole sentences: what to do. */
  readonly fix: string;
  /**
   * Where others ask for the same: `RMI_070`, `DS_030` (Zero Trust Workshop), `ZTA.21772` (Zero Trust Assessment),
   * `CIS.M365.5.1.5.3` (Microsoft 365 Foundations 7.0.0), `CISA.MS.AAD.5.5`, `MT.1057` (Maester), `Entra.staleApps`
   * (recommendations).
   */
  readonly references: readonly string[];
  /** Parts of the inventory without which nothing can be said. */
  readonly needs: readonly SectionName[];
  /** Parts that can show a failure; a pass needs all of them. */
  readonly uses?: readonly SectionName[];
  /** Whether a tenant may lack the licence for one of these parts, so that the check can end in "not licensed". */
  readonly needsLicence: boolean;
  /** The numbers of the preset that it compares with. */
  readonly thresholds?: readonly (keyof Thresholds)[];
}

/** A check of every identity. */
export interface IdentityCheck extends CheckFacts {
  readonly about: 'identity';
  /** Whether it is about identities of this kind at all, whatever they hold. */
  readonly concerns: (facts: IdentityFacts) => boolean;
  readonly judge: (facts: IdentityFacts, context: CheckContext) => Verdict;
}

/** A check of the tenant as a whole. */
export interface TenantCheck extends CheckFacts {
  readonly about: 'tenant';
  readonly judge: (header: InventoryHeader, context: CheckContext) => Verdict;
}

export type Check = IdentityCheck | TenantCheck;

export interface CheckContext {
  readonly header: InventoryHeader;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly thresholds: Thresholds;
  readonly trusts: TrustJudge;
  readonly coverage: Coverage;
  /** Whether the directory has such a service principal, by object id; undefined where that cannot be told. */
  readonly hasServicePrincipal: (objectId: string) => boolean | undefined;
  /** What app management policies come to for an identity; undefined where they are not about it. */
  readonly policyEffect: (identity: Identity) => PolicyEffect | undefined;
}

/** `undecided`: the inventory does not hold what decides it. */
export type Verdict = 'pass' | 'not-applicable' | 'undecided' | Failing;

export interface Failing {
  /** What is wrong with this object and with which of its parts: whole sentences, never a secret value. */
  readonly message: string;
  readonly severity?: AssessmentSeverity;
  /** Key ids of the credentials it is about. */
  readonly keyIds?: readonly string[];
}

export function identityCheck(check: Omit<IdentityCheck, 'about'>): IdentityCheck {
  return { about: 'identity', ...check };
}

export function tenantCheck(check: Omit<TenantCheck, 'about'>): TenantCheck {
  return { about: 'tenant', ...check };
}
