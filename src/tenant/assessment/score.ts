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

export function scoreOf(facts: IdentityFacts, { trusts: engine }: Pick<CheckContext, 'trusts'>): Score {
  const { identity, live, secrets, certificates, trusts, privileges, tier = 'none' } = facts;
  const parts: ScorePart[] = [];
  const add = (label: string, points: number) => {
    const rounded = Math.round(points);
    if (rounded > 0) parts.push({ label, points: rounded });
  };
  // Identities of Microsoft without a credential of this tenant are nobody's work here.
  if (identity.ownership === 'microsoft' && live.length === 0) return NOTHING;
  const worst = privileges.filter((each) => each.tier === tier);
  if (worst.length > 0) add(`May use ${privilegeTexts(worst)}`, SCORE_WEIGHTS.privilege[tier]);
  const opens = SCORE_WEIGHTS.credential[tier];
  if (secrets.length > 0) add(counted(secrets.length, 'client secret'), secrets.length * opens * SCORE_WEIGHTS.secret);
  if (certificates.length > 0) {
    add(counted(certificates.length, 'certificate'), certificates.length * opens * SCORE_WEIGHTS.certificate);
  }
  if (trusts.length > 0) {
    const weight = trusts.reduce((sum, trust) => sum + weightOf(engine.judge(trust).breadth[0]?.severity), 0);
    add(counted(trusts.length, 'federated credential'), opens * weight);
  }
  add('Credentials issued for years', SCORE_WEIGHTS.yearOfLifetime * extraYears(live));
  if (identity.ownership === 'third-party') add('Run by another organization', SCORE_WEIGHTS.thirdParty);
  const isOpen = facts.isOwnApplication && identity.audience !== undefined && identity.audience !== 'AzureADMyOrg';
  if (isOpen) add('Open to other tenants', SCORE_WEIGHTS.multiTenant);
  if (isRisky(identity.risk)) add('At risk (Entra ID Protection)', SCORE_WEIGHTS.risk);
  return parts.length === 0 ? NOTHING : { points: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

const NOTHING: Score = { points: 0, parts: [] };

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
