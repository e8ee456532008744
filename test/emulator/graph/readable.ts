import type { Filter } from '../odata/filter-syntax.ts';
import type { CollectionName } from '../tenant/tenant.ts';
import { DIRECTORY_PAGES, LOG_PAGES, type PageRules } from './page.ts';

const PAGES: PageRules = { defaultTop: 100, maxTop: 999, isDirectory: false };

/** A collection that is nothing but a list of objects. */
export interface Readable {
  readonly path: string;
  readonly collection: CollectionName;
  readonly type: string;
  readonly rules: PageRules;
  readonly only?: Filter;
}

function ofType(type: string): Filter {
  return { kind: 'compare', operator: 'eq', path: ['@odata.type'], value: `#microsoft.graph.${type}` };
}

/** The objects of a collection that are agents of a kind; 100 are the default and the most of a page. */
function agents(collection: 'applications' | 'servicePrincipals', type: string): readonly Readable[] {
  const rules = { ...DIRECTORY_PAGES, maxTop: 100 };
  return [{ path: `/${collection}/graph.${type}`, collection, type, rules, only: ofType(type) }];
}

export const READABLE: readonly Readable[] = [
  { path: '/applications', collection: 'applications', type: 'application', rules: DIRECTORY_PAGES },
  { path: '/servicePrincipals', collection: 'servicePrincipals', type: 'servicePrincipal', rules: DIRECTORY_PAGES },
  {
    path: '/oauth2PermissionGrants',
    collection: 'oauth2PermissionGrants',
    type: 'oAuth2PermissionGrant',
    rules: DIRECTORY_PAGES,
  },
  {
    path: '/roleManagement/directory/roleAssignments',
    collection: 'directoryRoleAssignments',
    type: 'unifiedRoleAssignment',
    rules: PAGES,
  },
  {
    path: '/roleManagement/directory/roleDefinitions',
    collection: 'directoryRoleDefinitions',
    type: 'unifiedRoleDefinition',
    rules: PAGES,
  },
  {
    path: '/roleManagement/directory/roleAssignmentScheduleInstances',
    collection: 'directoryRoleAssignments',
    type: 'unifiedRoleAssignmentScheduleInstance',
    rules: PAGES,
  },
  {
    path: '/roleManagement/directory/roleEligibilityScheduleInstances',
    collection: 'directoryRoleEligibilities',
    type: 'unifiedRoleEligibilityScheduleInstance',
    rules: PAGES,
  },
  {
    path: '/reports/servicePrincipalSignInActivities',
    collection: 'servicePrincipalSignIns',
    type: 'servicePrincipalSignInActivity',
    rules: PAGES,
  },
  {
    path: '/reports/appCredentialSignInActivities',
    collection: 'credentialSignIns',
    type: 'appCredentialSignInActivity',
    rules: PAGES,
  },
  {
    path: '/identityProtection/riskyServicePrincipals',
    collection: 'riskyServicePrincipals',
    type: 'riskyServicePrincipal',
    rules: PAGES,
  },
  {
    path: '/identityProtection/servicePrincipalRiskDetections',
    collection: 'riskDetections',
    type: 'servicePrincipalRiskDetection',
    rules: PAGES,
  },
  {
    path: '/identity/conditionalAccess/policies',
    collection: 'conditionalAccessPolicies',
    type: 'conditionalAccessPolicy',
    rules: PAGES,
  },
  {
    path: '/identity/conditionalAccess/namedLocations',
    collection: 'namedLocations',
    type: 'namedLocation',
    rules: PAGES,
  },
  {
    path: '/policies/appManagementPolicies',
    collection: 'appManagementPolicies',
    type: 'appManagementPolicy',
    rules: PAGES,
  },
  { path: '/directory/recommendations', collection: 'recommendations', type: 'recommendation', rules: PAGES },
  { path: '/auditLogs/signIns', collection: 'signInLogs', type: 'signIn', rules: LOG_PAGES },
  { path: '/auditLogs/directoryAudits', collection: 'auditLogs', type: 'directoryAudit', rules: LOG_PAGES },
  {
    path: '/identityGovernance/accessReviews/definitions',
    collection: 'accessReviews',
    type: 'accessReviewScheduleDefinition',
    rules: PAGES,
  },
  {
    path: '/directory/deletedItems/graph.application',
    collection: 'deletedItems',
    type: 'application',
    rules: DIRECTORY_PAGES,
    only: ofType('application'),
  },
  {
    path: '/directory/deletedItems/graph.servicePrincipal',
    collection: 'deletedItems',
    type: 'servicePrincipal',
    rules: DIRECTORY_PAGES,
    only: ofType('servicePrincipal'),
  },
  ...agents('applications', 'agentIdentityBlueprint'),
  ...agents('servicePrincipals', 'agentIdentityBlueprintPrincipal'),
  ...agents('servicePrincipals', 'agentIdentity'),
  {
    path: '/identityProtection/riskyAgents',
    collection: 'riskyAgents',
    type: 'riskyAgent',
    rules: PAGES,
  },
  {
    path: '/identityProtection/agentRiskDetections',
    collection: 'agentRiskDetections',
    type: 'agentRiskDetection',
    rules: PAGES,
  },
  {
    path: '/directory/certificateAuthorities/certificateBasedApplicationConfigurations',
    collection: 'certificateConfigurations',
    type: 'certificateBasedApplicationConfiguration',
    rules: PAGES,
  },
];
