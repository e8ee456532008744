import type { AppManagementPolicy, CredentialRestriction, TenantPolicies } from '../model/policies.ts';
import type { Raw } from '../sync/raw.ts';

/** A restriction as it is to be written. */
export interface DraftRestriction extends CredentialRestriction {
  /**
   * What else Graph knows of it, written as it is: `excludeActors` exempts callers, and
   * `certificateBasedApplicationConfigurationIds` are the authorities of `trustedCertificateAuthority`.
   */
  readonly more?: Raw;
}

/** The tenant's default app management policy as it is to be. */
export interface DefaultDraft {
  readonly kind: 'default';
  readonly isEnabled: boolean;
  readonly applications: readonly DraftRestriction[];
  readonly servicePrincipals: readonly DraftRestriction[];
  readonly omits?: readonly Omission[];
}

/** What a body leaves out and Graph so leaves as it is: `isEnabled`, or one of the lists, by its section. */
export type Omission =
  | 'isEnabled'
  | `${'applications' | 'servicePrincipals' | 'restrictions'}/${DraftRestriction['credential']}`;

/** A policy for some applications and service principals, which wins over the default restriction by restriction. */
export interface CustomDraft {
  readonly kind: 'custom';
  /** Absent for one that is to be made. */
  readonly id?: string;
  readonly displayName: string;
  readonly description?: string;
  readonly isEnabled: boolean;
  readonly restrictions: readonly DraftRestriction[];
  /** Object ids of applications and service principals. An object has one policy at most. */
  readonly appliesTo: readonly string[];
  readonly omits?: readonly Omission[];
}

export type PolicyDraft = DefaultDraft | CustomDraft;

/** Stands for the id that a policy gets when it is made. */
const UNWRITTEN = 'unwritten';

/** A draft with what it omits as a tenant has it. @param present undefined where there is no such policy yet */
export function completed(draft: PolicyDraft, present: PolicyDraft | undefined): PolicyDraft {
  const { omits = [], ...whole } = draft;
  if (omits.length === 0 || present?.kind !== draft.kind) return whole as PolicyDraft;
  const isEnabled = omits.includes('isEnabled') ? present.isEnabled : draft.isEnabled;
  const filled = (section: 'applications' | 'servicePrincipals' | 'restrictions') => {
    const [own, theirs] = [draft, present].map(
      (each) => (each as unknown as Readonly<Record<string, readonly DraftRestriction[]>>)[section] ?? [],
    );
    return [...(own ?? []), ...(theirs ?? []).filter(({ credential }) => omits.includes(`${section}/${credential}`))];
  };
  if (whole.kind === 'custom') return { ...whole, isEnabled, restrictions: filled('restrictions') };
  return { ...whole, isEnabled, applications: filled('applications'), servicePrincipals: filled('servicePrincipals') };
}

/** The policy of a tenant that a draft is a new version of. */
export function presentOf(draft: PolicyDraft, policies: TenantPolicies): PolicyDraft | undefined {
  if (draft.kind === 'default') return defaultDraft(policies);
  const present = replacedBy(draft, policies);
  return present && { kind: 'custom', ...present };
}

/** The policies of a tenant as they would be with a draft in force. */
export function withDraft(policies: TenantPolicies, given: PolicyDraft): TenantPolicies {
  const draft = completed(given, presentOf(given, policies));
  if (draft.kind === 'default') {
    const { isEnabled, applications, servicePrincipals } = draft;
    return { ...policies, defaultAppManagement: { isEnabled, applications, servicePrincipals } };
  }
  const { displayName, isEnabled, restrictions } = draft;
  const replaced = replacedBy(draft, policies);
  const appliesTo = draft.appliesTo.map((each) => each.toLowerCase());
  const written: AppManagementPolicy = {
    id: replaced?.id ?? UNWRITTEN,
    displayName,
    isEnabled,
    restrictions,
    appliesTo: appliesTo.length > 0 ? appliesTo : (replaced?.appliesTo ?? []),
  };
  const others = policies.appManagement
    .filter((each) => each !== replaced)
    .map((each) => ({
      ...each,
      appliesTo: each.appliesTo.filter((id) => !written.appliesTo.includes(id.toLowerCase())),
    }));
  return { ...policies, appManagement: [...others, written] };
}

/** The policy of a tenant that a draft is a new version of: by its id, else by its name. */
export function replacedBy(
  { id, displayName }: Pick<CustomDraft, 'id' | 'displayName'>,
  { appManagement }: TenantPolicies,
): AppManagementPolicy | undefined {
  const byId = id === undefined ? undefined : appManagement.find((each) => each.id === id.toLowerCase());
  return byId ?? appManagement.find((each) => each.displayName === displayName);
}

/** The tenant's default as it is, to go on from. */
export function defaultDraft({ defaultAppManagement: policy }: TenantPolicies): DefaultDraft {
  return {
    kind: 'default',
    isEnabled: policy?.isEnabled ?? false,
    applications: policy?.applications ?? [],
    servicePrincipals: policy?.servicePrincipals ?? [],
  };
}

/** What people call a policy. */
export function draftName(draft: PolicyDraft): string {
  return draft.kind === 'default'
    ? 'the default app management policy'
    : `the app management policy "${draft.displayName}"`;
}
