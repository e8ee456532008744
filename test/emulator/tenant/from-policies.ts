import type {
  AccessReview,
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
    accessReviews: Collection.of(policies.accessReviews.map(accessReviewOf)),
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

/** The id of the round of a review. */
export function roundOf(reviewId: string): string {
  return `${reviewId.slice(0, -1)}${reviewId.endsWith('0') ? '1' : '0'}`;
}

/** A review of role assignments, or of who holds which of all roles. */
function accessReviewOf({ id, displayName, status, roles, isRecurring, lastStarted, principals }: AccessReview) {
  const [role] = roles;
  const query = (text: string) => ({
    '@odata.type': '#microsoft.graph.accessReviewQueryScope',
    query: text,
    queryType: 'MicrosoftGraph',
  });
  return {
    id,
    displayName,
    status,
    createdDateTime: lastStarted ?? null,
    scope:
      roles.length === 1 && role !== 'All'
        ? query(
            `/beta/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal&$filter=(isof(principal,'microsoft.graph.servicePrincipal') and roleDefinitionId eq '${role}')`,
          )
        : {
            '@odata.type': '#microsoft.graph.principalResourceMembershipsScope',
            principalScopes: [query('/v1.0/servicePrincipals')],
            resourceScopes: roles.map((each) =>
              query(`/beta/roleManagement/directory/roleDefinitions${each === 'All' ? '' : `/${each}`}`),
            ),
          },
    settings: {
      instanceDurationInDays: 14,
      recurrence: isRecurring ? { pattern: { type: 'absoluteMonthly', interval: 3 }, range: { type: 'noEnd' } } : null,
    },
    instances:
      lastStarted === undefined
        ? []
        : [
            {
              id: roundOf(id),
              status,
              startDateTime: lastStarted,
              decisions: principals.map((principal) => ({
                id: principal,
                decision: 'NotReviewed',
                principal: { '@odata.type': '#microsoft.graph.servicePrincipalIdentity', id: principal },
              })),
            },
          ],
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
