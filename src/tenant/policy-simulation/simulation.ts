import type { Identity } from '../model/identity.ts';
import type { InventoryHeader } from '../model/inventory.ts';
import { isLive } from '../model/lifetime.ts';
import type { TenantPolicies } from '../model/policies.ts';
import { type DifferenceLine, policyDifference } from '../policy-writing/difference.ts';
import { completed, type PolicyDraft, presentOf, withDraft } from '../policy-writing/draft.ts';
import {
  allowanceText,
  certificateText,
  POLICY_OUTCOMES,
  type PolicyOutcome,
  policyOutcome,
  reasonText,
} from './policy-outcome.ts';
import { PolicyIndex } from './restrictions.ts';

/** One application or service principal under simulated policies. Texts are for people. */
export interface SimulatedIdentity {
  readonly clientId: string;
  readonly displayName: string;
  readonly kind: 'application' | 'service-principal';
  readonly objectId: string;
  readonly created: string | undefined;
  readonly outcome: PolicyOutcome;
  /** What it would be under the policies of today. */
  readonly today: PolicyOutcome;
  readonly liveSecrets: number;
  readonly liveCertificates: number;
  readonly nextSecret: string;
  readonly nextCertificate: string;
  /** The restrictions behind the outcome. */
  readonly because: string;
}

/** What drafts would do to a tenant. */
export interface PolicySimulation {
  readonly tenantName: string;
  /** ISO 8601: of the inventory. */
  readonly asOf: string;
  readonly drafts: readonly PolicyDraft[];
  /** By draft: what it says otherwise than what the tenant has. */
  readonly differences: readonly (readonly DifferenceLine[])[];
  readonly counts: Readonly<Record<PolicyOutcome, number>>;
  readonly today: Readonly<Record<PolicyOutcome, number>>;
  /** Managed identities and agents, which hold no credentials that policies are about. */
  readonly notConcerned: number;
  readonly identities: readonly SimulatedIdentity[];
  /** What cannot be told from an inventory. */
  readonly notes: readonly string[];
}

/** Simulates drafts identity by identity, so that whoever has many can do something else in between. */
export class Simulation {
  readonly #header: InventoryHeader;
  readonly #drafts: readonly PolicyDraft[];
  readonly #notes: readonly string[];
  readonly #now: number;
  readonly #before: PolicyIndex;
  readonly #after: PolicyIndex;
  readonly #policies: TenantPolicies;
  readonly #identities: SimulatedIdentity[] = [];
  readonly #counts = zeros();
  readonly #today = zeros();
  #notConcerned = 0;

  /** @param now milliseconds since 1970 */
  constructor(header: InventoryHeader, drafts: readonly PolicyDraft[], now: number, notes: readonly string[] = []) {
    this.#header = header;
    this.#drafts = drafts.map((draft) => completed(draft, presentOf(draft, header.policies)));
    this.#now = now;
    this.#notes = notes;
    this.#policies = drafts.reduce(withDraft, header.policies);
    this.#before = new PolicyIndex(header.policies);
    this.#after = new PolicyIndex(this.#policies);
  }

  add(identity: Identity): void {
    const after = policyOutcome(identity, this.#after, this.#now);
    const before = policyOutcome(identity, this.#before, this.#now);
    if (!after || !before) {
      this.#notConcerned += 1;
      return;
    }
    const { outcome, effect } = after;
    this.#counts[outcome] += 1;
    this.#today[before.outcome] += 1;
    const live = identity.keyCredentials.filter((each) => isLive(each, this.#now));
    this.#identities.push({
      clientId: identity.clientId,
      displayName: identity.displayName,
      kind: effect.object.kind,
      objectId: effect.object.objectId,
      created: effect.object.created,
      outcome,
      today: before.outcome,
      liveSecrets: live.filter(({ kind }) => kind === 'client-secret').length,
      liveCertificates: live.filter(({ kind }) => kind === 'certificate').length,
      nextSecret: allowanceText(effect.nextSecret),
      nextCertificate: certificateText(effect),
      because: reasonText(outcome, effect),
    });
  }

  result(): PolicySimulation {
    const { tenant, asOf, policies, sections } = this.#header;
    const isUnread = policies.defaultAppManagement === undefined && sections['app-management-policies']?.problem;
    return {
      tenantName: tenant.displayName ?? tenant.defaultDomain ?? tenant.id,
      asOf,
      drafts: this.#drafts,
      differences: this.#drafts.map((draft) => policyDifference(presentOf(draft, policies), draft)),
      counts: this.#counts,
      today: this.#today,
      notConcerned: this.#notConcerned,
      identities: this.#identities,
      notes: [
        ...(isUnread ? ['The policies that the tenant has could not be read, so nothing is known of today.'] : []),
        ...this.#notes,
        ...(this.#drafts.some((draft) => draft.kind === 'default' && !draft.isEnabled) ? [DEFAULT_IS_OFF] : []),
        ...undecided(this.#policies),
      ],
    };
  }
}

/** The same at once. */
export function simulatePolicies(
  header: InventoryHeader,
  identities: Iterable<Identity>,
  drafts: readonly PolicyDraft[],
  now: number,
  notes: readonly string[] = [],
): PolicySimulation {
  const simulation = new Simulation(header, drafts, now, notes);
  for (const identity of identities) simulation.add(identity);
  return simulation.result();
}

const UNDECIDED: Readonly<Record<string, string>> = {
  customPasswordAddition:
    '`customPasswordAddition` refuses secrets whose text somebody chose. Which ones are, the directory does not say.',
  symmetricKeyAddition:
    '`symmetricKeyAddition` and `symmetricKeyLifetime` are about symmetric keys, which the inventory does not hold.',
  trustedCertificateAuthority:
    '`trustedCertificateAuthority` asks who issued a certificate, which the directory does not say of those that are there.',
};

const DEFAULT_IS_OFF = 'The default policy is off, so none of its restrictions holds: `isEnabled` has to be true.';

const EXEMPT_CALLERS =
  '`excludeActors` exempts callers with an attribute: for them nothing of this holds. Who will call is not known.';

/** What restrictions in force ask for that no inventory answers. */
function undecided({ defaultAppManagement, appManagement }: TenantPolicies): readonly string[] {
  const restrictions = [
    ...(defaultAppManagement?.isEnabled
      ? [...defaultAppManagement.applications, ...defaultAppManagement.servicePrincipals]
      : []),
    ...appManagement.filter(({ isEnabled }) => isEnabled).flatMap((policy) => policy.restrictions),
  ].filter(({ isEnabled }) => isEnabled);
  const types = new Set(restrictions.map(({ type }) => type.replace(/^symmetricKeyLifetime$/, 'symmetricKeyAddition')));
  const hasExempt = restrictions.some((each) => 'more' in each && JSON.stringify(each.more).includes('excludeActors'));
  return [...[...types].flatMap((type) => UNDECIDED[type] ?? []), ...(hasExempt ? [EXEMPT_CALLERS] : [])];
}

function zeros(): Record<PolicyOutcome, number> {
  return Object.fromEntries(POLICY_OUTCOMES.map((each) => [each, 0])) as Record<PolicyOutcome, number>;
}

/** Identities that a simulation blocks and that are not blocked today. */
export function newlyBlocked({ identities }: PolicySimulation): readonly SimulatedIdentity[] {
  return identities.filter(({ outcome, today }) => outcome === 'blocked' && today !== 'blocked');
}
