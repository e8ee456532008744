import {
  type ApplicationPermission,
  type AzureRole,
  type DelegatedGrant,
  type DirectoryRole,
  OWNER_KINDS,
  type Owner,
  ROLE_ASSIGNMENT_STATES,
} from '../model/access.ts';
import { RISK_LEVELS, RISK_STATES, type Risk, type RiskDetection, type SignInActivity } from '../model/activity.ts';
import {
  CREDENTIAL_ORIGINS,
  CREDENTIAL_PURPOSES,
  type FederatedTrust,
  type KeyCredential,
} from '../model/credential.ts';
import {
  AGENT_ROLES,
  IDENTITY_KINDS,
  type Identity,
  INSTANCE_LOCKS,
  MANAGED_IDENTITY_ASSIGNMENTS,
  type ManagedIdentity,
  OWNERSHIPS,
} from '../model/identity.ts';
import {
  CLOUDS,
  type Inventory,
  type OrphanedRole,
  type OrphanedRoles,
  type Subscription,
  type Tenant,
} from '../model/inventory.ts';
import {
  type AccessReview,
  type AppManagementPolicy,
  CONDITIONAL_ACCESS_STATES,
  type ConditionalAccessPolicy,
  type CredentialRestriction,
  type DefaultAppManagementPolicy,
  DIAGNOSTIC_DESTINATIONS,
  type DiagnosticSetting,
  type TenantPolicies,
} from '../model/policies.ts';
import { SECTION_PROBLEM_KINDS, SECTIONS, type Section, type SectionProblem } from '../model/section.ts';
import {
  BOOLEAN,
  GUID,
  INTEGER,
  list,
  type MapSchema,
  type ObjectSchema,
  object,
  oneOf,
  TEXT,
  TIME,
} from './schema.ts';

const problem = object<SectionProblem>(
  { kind: oneOf(SECTION_PROBLEM_KINDS), needs: list(TEXT), code: TEXT, message: TEXT },
  ['kind'],
);

const sections: MapSchema = {
  type: 'map',
  description: 'When each part was read, and what kept it from being newer or complete.',
  keys: SECTIONS,
  values: object<Section>({ asOf: TIME, problem }, []),
};

const restriction = object<CredentialRestriction>(
  {
    credential: oneOf(['client-secret', 'certificate']),
    type: TEXT,
    isEnabled: BOOLEAN,
    maxLifetime: TEXT,
    createdAfter: TIME,
  },
  ['credential', 'type', 'isEnabled'],
);

const policies = object<TenantPolicies>(
  {
    defaultAppManagement: object<DefaultAppManagementPolicy>(
      { isEnabled: BOOLEAN, applications: list(restriction), servicePrincipals: list(restriction) },
      ['isEnabled'],
    ),
    appManagement: list(
      object<AppManagementPolicy>(
        { id: GUID, displayName: TEXT, isEnabled: BOOLEAN, restrictions: list(restriction), appliesTo: list(GUID) },
        ['id', 'displayName', 'isEnabled'],
      ),
    ),
    conditionalAccess: list(
      object<ConditionalAccessPolicy>(
        {
          id: GUID,
          displayName: TEXT,
          state: oneOf(CONDITIONAL_ACCESS_STATES),
          include: list(TEXT),
          exclude: list(TEXT),
          filter: TEXT,
          riskLevels: list(TEXT),
          includeLocations: list(TEXT),
          excludeLocations: list(TEXT),
          blocks: BOOLEAN,
        },
        ['id', 'displayName', 'state', 'blocks'],
      ),
    ),
    diagnosticSettings: list(
      object<DiagnosticSetting>(
        { name: TEXT, categories: list(TEXT), destinations: list(oneOf(DIAGNOSTIC_DESTINATIONS)) },
        ['name'],
      ),
    ),
    accessReviews: list(
      object<AccessReview>(
        {
          id: GUID,
          displayName: TEXT,
          status: TEXT,
          roles: list(TEXT),
          isRecurring: BOOLEAN,
          lastStarted: TIME,
          principals: list(GUID),
        },
        ['id', 'displayName', 'status', 'isRecurring'],
      ),
    ),
  },
  [],
);

const keyCredential = object<KeyCredential>(
  {
    kind: oneOf(['client-secret', 'certificate']),
    keyId: GUID,
    origin: oneOf(CREDENTIAL_ORIGINS, 'The object that holds it.'),
    displayName: TEXT,
    hint: { type: 'text', maxLength: 3, description: 'The first three characters, as the portals show them.' },
    start: TIME,
    end: TIME,
    thumbprint: TEXT,
    purpose: oneOf(CREDENTIAL_PURPOSES, 'What it is for if not for signing in as the identity.'),
    lastUsed: TIME,
  },
  ['kind', 'origin'],
);

const federatedTrust = object<FederatedTrust>(
  {
    name: TEXT,
    id: GUID,
    issuer: TEXT,
    subject: TEXT,
    expression: TEXT,
    languageVersion: INTEGER,
    audiences: list(TEXT),
    description: TEXT,
  },
  ['name', 'issuer'],
);

const managedIdentity = object<ManagedIdentity>(
  {
    assignment: oneOf(MANAGED_IDENTITY_ASSIGNMENTS),
    resourceId: TEXT,
    location: TEXT,
    hosts: list(TEXT, 'Resource ids of what runs as it.'),
    isOrphaned: BOOLEAN,
  },
  ['assignment'],
);

const owner = object<Owner>({ objectId: GUID, kind: oneOf(OWNER_KINDS), displayName: TEXT, userPrincipalName: TEXT }, [
  'objectId',
  'kind',
]);

const directoryRole = object<DirectoryRole>(
  { roleId: GUID, roleName: TEXT, scope: TEXT, assignment: oneOf(ROLE_ASSIGNMENT_STATES) },
  ['roleId', 'scope', 'assignment'],
);

const azureRole = object<AzureRole>(
  { id: TEXT, roleId: GUID, roleName: TEXT, scope: TEXT, condition: TEXT, created: TIME },
  ['id', 'roleId', 'scope'],
);

const orphanedRoles = object<OrphanedRoles>(
  {
    asOf: TIME,
    roles: list(
      object<OrphanedRole>(
        { id: TEXT, principalId: GUID, roleId: GUID, roleName: TEXT, scope: TEXT, condition: TEXT, created: TIME },
        ['id', 'principalId', 'roleId', 'scope'],
      ),
    ),
  },
  ['asOf'],
);

const applicationPermission = object<ApplicationPermission>(
  { resourceId: GUID, resourceName: TEXT, appRoleId: GUID, value: TEXT, granted: TIME },
  ['resourceId', 'appRoleId'],
);

const delegatedGrant = object<DelegatedGrant>(
  { resourceId: GUID, resourceName: TEXT, userId: GUID, scopes: list(TEXT) },
  ['resourceId'],
);

const risk = object<Risk>(
  {
    level: oneOf(RISK_LEVELS),
    state: oneOf(RISK_STATES),
    updated: TIME,
    detections: list(
      object<RiskDetection>({ id: TEXT, type: TEXT, detected: TIME, keyIds: list(GUID) }, ['id', 'type']),
    ),
  },
  ['level', 'state'],
);

/** One identity in the file. */
export const IDENTITY_SCHEMA: ObjectSchema = object<Identity>(
  {
    clientId: GUID,
    kind: oneOf(IDENTITY_KINDS),
    displayName: TEXT,
    applicationId: { ...GUID, description: 'Object id of the application registration.' },
    servicePrincipalId: { ...GUID, description: 'Object id of the service principal.' },
    ownership: oneOf(OWNERSHIPS),
    homeTenantId: GUID,
    isEnabled: BOOLEAN,
    audience: TEXT,
    instanceLock: oneOf(INSTANCE_LOCKS, 'What of its service principals in other tenants cannot be changed there.'),
    created: TIME,
    tags: list(TEXT),
    agent: oneOf(AGENT_ROLES),
    managedIdentity,
    keyCredentials: list(keyCredential),
    federatedCredentials: list(federatedTrust),
    owners: list(owner),
    sponsors: list(owner, 'Who answers for an agent.'),
    directoryRoles: list(directoryRole),
    azureRoles: list(azureRole),
    applicationPermissions: list(applicationPermission),
    delegatedGrants: list(delegatedGrant),
    signIns: object<SignInActivity>(
      { application: TIME, applicationResource: TIME, delegated: TIME, delegatedResource: TIME },
      [],
    ),
    risk,
    problems: { type: 'map', keys: SECTIONS, values: problem },
  },
  ['clientId', 'kind', 'displayName', 'ownership', 'isEnabled'],
);

/** The whole file but its `$schema` and `version`. */
export const INVENTORY_SCHEMA: ObjectSchema = object<Inventory>(
  {
    asOf: { ...TIME, description: 'When reading was finished.' },
    tenant: object<Tenant>({ id: GUID, displayName: TEXT, defaultDomain: TEXT, cloud: oneOf(CLOUDS) }, ['id', 'cloud']),
    sections,
    subscriptions: list(object<Subscription>({ id: GUID, displayName: TEXT }, ['id', 'displayName'])),
    policies,
    orphanedRoles,
    identities: list(IDENTITY_SCHEMA),
  },
  ['asOf', 'tenant', 'sections', 'policies'],
);
