import { Collection, type GraphObject } from './collection.ts';

/** Collections that Graph serves under a path of their own. */
export const COLLECTIONS = [
  'applications',
  'servicePrincipals',
  'users',
  'appRoleAssignments',
  'oauth2PermissionGrants',
  'directoryRoleAssignments',
  'directoryRoleEligibilities',
  'directoryRoleDefinitions',
  'servicePrincipalSignIns',
  'credentialSignIns',
  'riskyServicePrincipals',
  'riskDetections',
  'conditionalAccessPolicies',
  'namedLocations',
  'appManagementPolicies',
  'recommendations',
  'accessReviews',
  'signInLogs',
  'auditLogs',
  'deletedItems',
  'riskyAgents',
  'agentRiskDetections',
  'certificateConfigurations',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

/** An Azure resource as Resource Graph answers it. */
export interface AzureObject {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly [column: string]: unknown;
}

/** What a tenant is made of. The collections that are left out are empty. */
export interface TenantSource {
  readonly id: string;
  readonly displayName: string;
  readonly defaultDomain: string;
  readonly collections: { readonly [Name in CollectionName]?: Collection };
  readonly defaultAppManagementPolicy?: Readonly<Record<string, unknown>>;
  /** Rows by table of Resource Graph, in the order of their ids. */
  readonly azure: {
    readonly resources: () => Iterable<AzureObject>;
    readonly authorizationresources: () => Iterable<AzureObject>;
    readonly resourcecontainers: () => Iterable<AzureObject>;
  };
  readonly diagnosticSettings: readonly Readonly<Record<string, unknown>>[];
  /** Service plans of the licences: see `LICENCES`. */
  readonly servicePlans: readonly string[];
}

/** Service plan ids of Entra licences. Source: Microsoft Zero Trust Assessment, `Get-ZtLicense.ps1`. */
export const LICENCES = {
  p1: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  p2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  governance: 'e866a266-3cff-43a3-acca-0c90a7e00c8b',
  workloadP1: '84c289f0-efcb-486f-8581-07f44fc9efad',
  workloadP2: '7dc0e92d-bf15-401d-907e-0884efe7c760',
} as const;

/** The types of objects with a record of changes. */
export const TRACKED = ['applications', 'servicePrincipals', 'oauth2PermissionGrants'] as const;

export type Tracked = (typeof TRACKED)[number];

/** One entry of the record that delta queries read. */
export interface Change {
  readonly collection: Tracked;
  readonly id: string;
  /** `changed`: soft-deleted; `deleted`: gone. Absent where the object is there. */
  readonly removed?: 'changed' | 'deleted';
}

/** The tenant that an emulator serves. Change it through these methods, so that delta queries see it. */
export class EmulatedTenant {
  readonly id: string;
  readonly displayName: string;
  readonly defaultDomain: string;
  readonly azure: TenantSource['azure'];
  readonly diagnosticSettings: Readonly<Record<string, unknown>>[];
  readonly servicePlans: Set<string>;
  readonly changes: Change[] = [];
  defaultAppManagementPolicy: Readonly<Record<string, unknown>>;
  /** Policies by the object they are assigned to. */
  readonly policyOf = new Map<string, string>();
  readonly #collections: Readonly<Record<CollectionName, Collection>>;

  constructor(source: TenantSource) {
    this.id = source.id;
    this.displayName = source.displayName;
    this.defaultDomain = source.defaultDomain;
    this.azure = source.azure;
    this.diagnosticSettings = [...source.diagnosticSettings];
    this.servicePlans = new Set(source.servicePlans);
    this.defaultAppManagementPolicy = source.defaultAppManagementPolicy ?? NO_DEFAULT_POLICY;
    this.#collections = Object.fromEntries(
      COLLECTIONS.map((name) => [name, source.collections[name] ?? Collection.of([])]),
    ) as Record<CollectionName, Collection>;
    for (const policy of this.collection('appManagementPolicies')) {
      for (const id of (policy['appliesTo'] ?? []) as readonly string[]) this.policyOf.set(id.toLowerCase(), policy.id);
    }
  }

  collection(name: CollectionName): Collection {
    return this.#collections[name];
  }

  add(name: CollectionName, object: GraphObject): GraphObject {
    this.collection(name).add(object);
    this.#record(name, object.id);
    return object;
  }

  /** @throws Error where there is no such object */
  update(name: CollectionName, id: string, change: Readonly<Record<string, unknown>>): GraphObject {
    const after = this.collection(name).update(id, change);
    if (!after) throw new Error(`${name} has no ${id}.`);
    // Delta does not track navigation properties.
    if (Object.keys(change).some((property) => !NAVIGATION.has(property))) this.#record(name, id);
    return after;
  }

  /** Applications and service principals go to the deleted items first, as in Entra. */
  remove(name: CollectionName, id: string): void {
    const removed = this.collection(name).remove(id);
    if (!removed) throw new Error(`${name} has no ${id}.`);
    const isSoft = name === 'applications' || name === 'servicePrincipals';
    if (isSoft) {
      const type = name === 'applications' ? 'application' : 'servicePrincipal';
      this.collection('deletedItems').add({
        '@odata.type': `#microsoft.graph.${type}`,
        ...removed,
        deletedDateTime: new Date().toISOString(),
      });
    }
    this.#record(name, id, isSoft ? 'changed' : 'deleted');
  }

  #record(name: CollectionName, id: string, removed?: Change['removed']): void {
    const collection = TRACKED.find((tracked) => tracked === name);
    if (collection) this.changes.push({ collection, id, ...(removed ? { removed } : {}) });
  }
}

/** Properties that are relationships. */
export const NAVIGATION: ReadonlySet<string> = new Set([
  'owners',
  'federatedIdentityCredentials',
  'appManagementPolicies',
  'appRoleAssignments',
  'appRoleAssignedTo',
  'oauth2PermissionGrants',
  'memberOf',
  'transitiveMemberOf',
  'ownedObjects',
  'sponsors',
  'appliesTo',
  'principal',
  'roleDefinition',
  'directoryScope',
  'history',
  'instances',
  'decisions',
  'impactedResources',
]);

const NO_DEFAULT_POLICY = {
  id: '00000000-0000-0000-0000-000000000000',
  displayName: 'Default app management tenant policy',
  description:
    'Default tenant policy that enforces app management restrictions on applications and service principals.',
  isEnabled: false,
  applicationRestrictions: { passwordCredentials: [], keyCredentials: [] },
  servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
};
