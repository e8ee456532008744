import type {
  AppManagementPolicy,
  ConditionalAccessPolicy,
  CredentialRestriction,
  DefaultAppManagementPolicy,
} from '../model/policies.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';

/** The answer of `policies/defaultAppManagementPolicy`. */
export function defaultPolicyOf(body: unknown): DefaultAppManagementPolicy {
  const item = (body ?? {}) as Raw;
  return {
    isEnabled: item['isEnabled'] === true,
    applications: restrictionsOf(item['applicationRestrictions']),
    servicePrincipals: restrictionsOf(item['servicePrincipalRestrictions']),
  };
}

/** An item of `policies/appManagementPolicies`, and the objects it is assigned to. */
export function appManagementPolicyOf(item: Raw, appliesTo: readonly string[]): AppManagementPolicy | undefined {
  const id = idOf(item['id']);
  if (id === undefined) return undefined;
  return {
    id,
    displayName: textOf(item['displayName']) ?? id,
    isEnabled: item['isEnabled'] === true,
    restrictions: restrictionsOf(item['restrictions']),
    appliesTo,
  };
}

function restrictionsOf(value: unknown): CredentialRestriction[] {
  const restrictions = (value ?? {}) as Raw;
  const of = (name: string, credential: CredentialRestriction['credential']) =>
    (listOf(restrictions[name]) as Raw[]).map((each): CredentialRestriction => {
      const maxLifetime = textOf(each['maxLifetime']);
      const createdAfter = timeOf(each['restrictForAppsCreatedAfterDateTime']);
      return {
        credential,
        type: textOf(each['restrictionType']) ?? 'unknown',
        // Policies from before there was a state are in force.
        isEnabled: each['state'] !== 'disabled',
        ...(maxLifetime !== undefined && { maxLifetime }),
        ...(createdAfter !== undefined && { createdAfter }),
      };
    });
  return [...of('passwordCredentials', 'client-secret'), ...of('keyCredentials', 'certificate')];
}

const STATES = { enabled: 'enabled', enabledForReportingButNotEnforced: 'report-only' } as const;

/** An item of `identity/conditionalAccess/policies`; undefined where it is not about workload identities. */
export function conditionalAccessPolicyOf(item: Raw): ConditionalAccessPolicy | undefined {
  const id = idOf(item['id']);
  const conditions = (item['conditions'] ?? {}) as Raw;
  const clients = conditions['clientApplications'] as Raw | null | undefined;
  const include = texts(clients?.['includeServicePrincipals']);
  const filterRule = clients?.['servicePrincipalFilter'] as Raw | null | undefined;
  const filter = textOf(filterRule?.['rule']);
  if (id === undefined || (include.length === 0 && filter === undefined)) return undefined;
  const locations = conditions['locations'] as Raw | null | undefined;
  const controls = texts((item['grantControls'] as Raw | null | undefined)?.['builtInControls']);
  const state = textOf(item['state']) as keyof typeof STATES | undefined;
  return {
    id,
    displayName: textOf(item['displayName']) ?? id,
    state: (state && STATES[state]) ?? 'disabled',
    include,
    exclude: texts(clients?.['excludeServicePrincipals']),
    riskLevels: texts(conditions['servicePrincipalRiskLevels']),
    includeLocations: texts(locations?.['includeLocations']),
    excludeLocations: texts(locations?.['excludeLocations']),
    blocks: controls.includes('block'),
    ...(filter !== undefined && { filter }),
  };
}

function texts(value: unknown): string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}
