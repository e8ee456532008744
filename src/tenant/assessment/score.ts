import { isRisky } from '../model/activity.ts';
import type { KeyCredential } from '../model/credential.ts';
import { lifetimeDays } from '../model/lifetime.ts';
import type { CheckContext } from './check.ts';
import type { IdentityFacts } from './identity-facts.ts';
import type { AssessmentSeverity } from './severity.ts';
import { counted, privilegeTexts } from './texts.ts';

/** How much there is to lose through one identity, to order work by; it has no upper end. */
export interface Score {
  readonly points: number;
  /** What the points are made of, as they are shown. */
  readonly parts: readonly ScorePart[];
}

export interface ScorePart {
  readonly label: string;
  readonly points: number;
}

type ByTier = Readonly<Record<AssessmentSeverity | 'none', number>>;

/**
 * All weights. What an identity may do counts once by the worst of it; every way to sign in counts by what it opens,
 * and by how easily it is stolen: a client secret in full, a certificate half, an exact federated trust a tenth.
 */
export const SCORE_WEIGHTS = {
  privilege: { critical: 50, high: 25, medium: 8, low: 2, none: 0 } satisfies ByTier,
  credential: { critical: 40, high: 25, medium: 10, low: 5, none: 3 } satisfies ByTier,
  secret: 1,
  certificate: 0.5,
  /** A federated credential by its breadth: who else can get in. */
  trust: { critical: 1.5, high: 0.75, medium: 0.4, low: 0.1, none: 0.1 } satisfies ByTier,
  /** For each year that a secret or certificate was issued for beyond the first, at most five. */
  yearOfLifetime: 2,
  thirdParty: 15,
  multiTenant: 5,
  risk: 40,
} as const;

const YEAR = 365;
const MOST_YEARS = 5;

type Engine = Pick<CheckContext, 'trusts'>;

/** The points and what they are made of. */
export function scoreOf(facts: IdentityFacts, context: Engine): Score {
  const parts: ScorePart[] = [];
  weigh(facts, context, (part, points) => parts.push({ label: labelOf(part, facts), points }));
  return { points: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

/** The points alone: half a million identities need no words. */
export function pointsOf(facts: IdentityFacts, context: Engine): number {
  let sum = 0;
  weigh(facts, context, (_, points) => {
    sum += points;
  });
  return sum;
}

type Part = 'privilege' | 'secrets' | 'certificates' | 'trusts' | 'lifetime' | 'third-party' | 'multi-tenant' | 'risk';

function weigh(facts: IdentityFacts, { trusts: engine }: Engine, add: (part: Part, points: number) => void): void {
  const { identity, live, secrets, certificates, trusts, tier = 'none' } = facts;
  // Identities of Microsoft without a credential of this tenant are nobody's work here.
  if (identity.ownership === 'microsoft' && live.length === 0) return;
  const addRounded = (part: Part, points: number) => {
    const rounded = Math.round(points);
    if (rounded > 0) add(part, rounded);
  };
  const opens = SCORE_WEIGHTS.credential[tier];
  addRounded('privilege', SCORE_WEIGHTS.privilege[tier]);
  addRounded('secrets', secrets.length * opens * SCORE_WEIGHTS.secret);
  addRounded('certificates', certificates.length * opens * SCORE_WEIGHTS.certificate);
  if (trusts.length > 0) {
    const weight = trusts.reduce((sum, trust) => sum + weightOf(engine.judge(trust).breadth[0]?.severity), 0);
    addRounded('trusts', opens * weight);
  }
  if (live.length > 0) addRounded('lifetime', SCORE_WEIGHTS.yearOfLifetime * extraYears(live));
  if (identity.ownership === 'third-party') add('third-party', SCORE_WEIGHTS.thirdParty);
  const isOpen = facts.isOwnApplication && identity.audience !== undefined && identity.audience !== 'AzureADMyOrg';
  if (isOpen) add('multi-tenant', SCORE_WEIGHTS.multiTenant);
  if (isRisky(identity.risk)) add('risk', SCORE_WEIGHTS.risk);
}

function labelOf(part: Part, { secrets, certificates, trusts, privileges, tier }: IdentityFacts): string {
  switch (part) {
    case 'privilege':
      return `May use ${privilegeTexts(privileges.filter((each) => each.tier === tier))}`;
    case 'secrets':
      return counted(secrets.length, 'client secret');
    case 'certificates':
      return counted(certificates.length, 'certificate');
    case 'trusts':
      return counted(trusts.length, 'federated credential');
    case 'lifetime':
      return 'Credentials issued for years';
    case 'third-party':
      return 'Run by another organization';
    case 'multi-tenant':
      return 'Open to other tenants';
    case 'risk':
      return 'At risk (Entra ID Protection)';
  }
}

function weightOf(severity: string | undefined): number {
  return severity === 'critical' || severity === 'high' || severity === 'medium'
    ? SCORE_WEIGHTS.trust[severity]
    : SCORE_WEIGHTS.trust.none;
}

/** Beyond the first year, by the longest. */
function extraYears(live: readonly KeyCredential[]): number {
  const longest = live.reduce((most, each) => Math.max(most, lifetimeDays(each) ?? 0), 0);
  return Math.min(MOST_YEARS, Math.max(0, Math.floor(longest / YEAR) - 1));
}
