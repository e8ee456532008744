import type {
  CredentialRestriction,
  DefaultAppManagementPolicy,
  TenantPolicies,
} from '../../../src/tenant/model/policies.ts';
import { Collection } from './collection.ts';

/** Policies of an inventory as Graph answers them. */
export function policyCollections(policies: TenantPolicies) {
  return {
    appManagementPolicies: Collection.of(
      policies.appManagement.map(({ id, displayName, isEnabled, restrictions, appliesTo }) => ({
        id,
        displayName,
        description: '',
        isEnabled,
        restrictions: restrictionsIn(restrictions),
        appliesTo,
      })),
    ),
    conditionalAccessPolicies: Collection.of(
      policies.conditionalAccess.map((policy) => ({
        id: policy.id,
        displayName: policy.displayName,
        createdDateTime: null,
        state: policy.state === 'report-only' ? 'enabledForReportingButNotEnforced' : policy.state,
        conditions: {
          clientAppTypes: ['all'],
          servicePrincipalRiskLevels: policy.riskLevels,
          applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
          clientApplications: {
            includeServicePrincipals: policy.include,
            excludeServicePrincipals: policy.exclude,
            ...(policy.filter === undefined
              ? {}
              : { servicePrincipalFilter: { mode: 'include', rule: policy.filter } }),
          },
          locations:
            policy.includeLocations.length === 0
              ? null
              : { includeLocations: policy.includeLocations, excludeLocations: policy.excludeLocations },
        },
        grantControls: policy.blocks ? { operator: 'OR', builtInControls: ['block'] } : null,
      })),
    ),
  };
}

/** The tenant's default policy as Graph answers it. */
export function defaultPolicy({ isEnabled, applications, servicePrincipals }: DefaultAppManagementPolicy) {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    description: '',
    isEnabled,
    applicationRestrictions: restrictionsIn(applications),
    servicePrincipalRestrictions: restrictionsIn(servicePrincipals),
  };
}

function restrictionsIn(restrictions: readonly CredentialRestriction[]) {
  const of = (kind: CredentialRestriction['credential']) =>
    restrictions
      .filter(({ credential }) => credential === kind)
      .map(({ type, isEnabled, maxLifetime, createdAfter }) => ({
        restrictionType: type,
        state: isEnabled ? 'enabled' : 'disabled',
        maxLifetime: maxLifetime ?? null,
        restrictForAppsCreatedAfterDateTime: createdAfter ?? null,
      }));
  return { passwordCredentials: of('client-secret'), keyCredentials: of('certificate') };
}
