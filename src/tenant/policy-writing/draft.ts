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
}

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
}

export type PolicyDraft = DefaultDraft | CustomDraft;

/** Stands for the id that a policy gets when it is made. */
const UNWRITTEN = 'unwritten';

/** The policies of a tenant as they would be with a draft in force. */
export function withDraft(policies: TenantPolicies, draft: PolicyDraft): TenantPolicies {
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
