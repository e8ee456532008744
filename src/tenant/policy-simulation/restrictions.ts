import type { CredentialRestriction, TenantPolicies } from '../model/policies.ts';

/** What a policy is applied to: an application, or a service principal whose application is registered elsewhere. */
export interface PolicyObject {
  readonly kind: 'application' | 'service-principal';
  readonly objectId: string;
  /** ISO 8601. */
  readonly created?: string | undefined;
}

/** A restriction and the policy that makes it the one that counts for an object. */
export interface DecidingRestriction {
  readonly restriction: CredentialRestriction;
  readonly policy: 'custom' | 'default';
  /** The custom policy's name; undefined for the tenant's default. */
  readonly policyName: string | undefined;
  /**
   * `applies`: it is in force. `off`: the entry is disabled, which is how a custom policy exempts an object.
   * `older`: the object was made before the restriction begins to count.
   */
  readonly state: 'applies' | 'off' | 'older';
  /** What the default policy would say instead, where a custom one decides. */
  readonly overrides?: CredentialRestriction;
}

/** Objects without a date count as made then. Source: Microsoft Graph, "Application authentication methods policy API". */
const UNDATED = Date.parse('2019-01-01T00:00:00Z');

/** The policies, looked up by object: a tenant has one default and few others, and many objects. */
export class PolicyIndex {
  readonly #policies: TenantPolicies;
  readonly #custom: ReadonlyMap<string, TenantPolicies['appManagement'][number]>;

  constructor(policies: TenantPolicies) {
    this.#policies = policies;
    this.#custom = new Map(
      policies.appManagement.flatMap((policy) => policy.appliesTo.map((id) => [id.toLowerCase(), policy] as const)),
    );
  }

  /** The custom policy assigned to an object, enabled or not; there can be one. */
  customPolicyOf(objectId: string): TenantPolicies['appManagement'][number] | undefined {
    return this.#custom.size === 0 ? undefined : this.#custom.get(objectId.toLowerCase());
  }

  /**
   * Every restriction that is defined for an object, with the entry that decides. An enabled custom policy wins over the
   * default restriction by restriction, also with an entry that is off; what it does not define comes from the default.
   * Source: Microsoft Graph, "Application authentication methods policy API overview".
   */
  restrictionsOf(object: PolicyObject): readonly DecidingRestriction[] {
    const standard = this.#defaultRestrictions(object.kind);
    const assigned = this.customPolicyOf(object.objectId);
    const custom = assigned?.isEnabled ? assigned : undefined;
    if (standard.length === 0 && !custom) return [];
    const own = custom?.restrictions ?? [];
    const decide = (restriction: CredentialRestriction): DecidingRestriction => {
      const isCustom = own.includes(restriction);
      const overridden = isCustom ? standard.find((other) => isSame(other, restriction)) : undefined;
      return {
        restriction,
        policy: isCustom ? 'custom' : 'default',
        policyName: isCustom ? custom?.displayName : undefined,
        state: stateOf(restriction, object),
        ...(overridden && { overrides: overridden }),
      };
    };
    const inherited = standard.filter((each) => !own.some((other) => isSame(other, each)));
    return [...own, ...inherited].map(decide);
  }

  #defaultRestrictions(kind: PolicyObject['kind']): readonly CredentialRestriction[] {
    const policy = this.#policies.defaultAppManagement;
    if (!policy?.isEnabled) return [];
    return kind === 'application' ? policy.applications : policy.servicePrincipals;
  }
}

/** Each restriction stands once in a policy, told by what it is about. */
function isSame(a: CredentialRestriction, b: CredentialRestriction): boolean {
  return a.type === b.type && a.credential === b.credential;
}

function stateOf(
  { isEnabled, createdAfter }: CredentialRestriction,
  { created }: PolicyObject,
): DecidingRestriction['state'] {
  if (!isEnabled) return 'off';
  if (createdAfter === undefined) return 'applies';
  const time = created === undefined ? Number.NaN : Date.parse(created);
  return (Number.isNaN(time) ? UNDATED : time) < Date.parse(createdAfter) ? 'older' : 'applies';
}
