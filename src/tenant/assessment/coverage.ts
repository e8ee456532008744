import type { Identity } from '../model/identity.ts';
import type { ConditionalAccessPolicy, TenantPolicies } from '../model/policies.ts';

/** Whether Conditional Access says from where or at what risk an identity may sign in. */
export type CoverageState =
  /** An enabled policy that blocks includes it. */
  | { readonly kind: 'covered'; readonly by: readonly ConditionalAccessPolicy[] }
  /** Only policies in report-only mode do. */
  | { readonly kind: 'report-only'; readonly by: readonly ConditionalAccessPolicy[] }
  /** A filter over custom security attributes decides, which the inventory does not hold. */
  | { readonly kind: 'filtered'; readonly by: readonly ConditionalAccessPolicy[] }
  | { readonly kind: 'none'; readonly excludedBy: readonly ConditionalAccessPolicy[] }
  /** Conditional Access does not reach it at all. */
  | { readonly kind: 'impossible'; readonly reason: string };

const ALL_OWN = 'ServicePrincipalsInMyTenant';

/**
 * Which policies for workload identities reach which service principals. Only single-tenant service principals of the
 * tenant itself can be reached. Source: Microsoft Learn, "Conditional Access for workload identities".
 */
export class Coverage {
  readonly #all: readonly ConditionalAccessPolicy[];
  readonly #named = new Map<string, ConditionalAccessPolicy[]>();
  readonly #excluded = new Map<string, ConditionalAccessPolicy[]>();

  constructor({ conditionalAccess }: TenantPolicies) {
    const inUse = conditionalAccess.filter(({ state, blocks }) => state !== 'disabled' && blocks);
    this.#all = inUse.filter(({ include, filter }) => include.includes(ALL_OWN) || filter !== undefined);
    for (const policy of inUse) {
      for (const id of policy.include) listIn(this.#named, id).push(policy);
      for (const id of policy.exclude) listIn(this.#excluded, id).push(policy);
    }
  }

  of(identity: Identity): CoverageState {
    const reason = whyImpossible(identity);
    if (reason !== undefined) return { kind: 'impossible', reason };
    const id = identity.servicePrincipalId?.toLowerCase() ?? '';
    const excludedBy = this.#excluded.get(id) ?? [];
    const reaching = [...new Set([...this.#all, ...(this.#named.get(id) ?? [])])].filter(
      (policy) => !excludedBy.includes(policy),
    );
    const enabled = reaching.filter(({ state }) => state === 'enabled');
    const certain = enabled.filter(({ filter }) => filter === undefined);
    if (certain.length > 0) return { kind: 'covered', by: certain };
    if (enabled.length > 0) return { kind: 'filtered', by: enabled };
    return reaching.length > 0 ? { kind: 'report-only', by: reaching } : { kind: 'none', excludedBy };
  }
}

function whyImpossible({ kind, ownership, audience, servicePrincipalId }: Identity): string | undefined {
  if (kind === 'managed-identity') return 'managed identities are not covered';
  if (ownership !== 'own') return 'its application is registered in another tenant';
  if (audience !== undefined && audience !== 'AzureADMyOrg') return 'it is a multi-tenant application';
  return servicePrincipalId === undefined ? 'it has no service principal' : undefined;
}

function listIn(map: Map<string, ConditionalAccessPolicy[]>, id: string): ConditionalAccessPolicy[] {
  const key = id.toLowerCase();
  let list = map.get(key);
  if (!list) {
    list = [];
    map.set(key, list);
  }
  return list;
}
