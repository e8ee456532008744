import type { KeyCredential } from '../model/credential.ts';
import { type Identity, type ManagedIdentity, ownershipOf } from '../model/identity.ts';
import type { FactSection, FactTypes } from './facts.ts';

/** Where facts of one object are found. */
export interface FactReader {
  read<Section extends FactSection>(section: Section, owner: string): readonly FactTypes[Section][];
}

export interface AssembleContext {
  readonly tenantId: string;
  /** Whether Azure was asked for user-assigned identities and for what runs as an identity. */
  readonly knowsAzure: boolean;
}

/** Puts an identity together from its facts; undefined where there is neither an application nor a service principal. */
export function assemble(clientId: string, facts: FactReader, context: AssembleContext): Identity | undefined {
  const application = facts.read('applications', clientId)[0];
  const principal = facts.read('service-principals', clientId)[0];
  const main = application ?? principal;
  if (!main) return undefined;
  const objects = [application?.objectId, principal?.objectId].filter((id) => id !== undefined);
  const principalFacts = <Section extends FactSection>(section: Section): readonly FactTypes[Section][] =>
    principal ? facts.read(section, principal.objectId) : [];
  const homeTenantId = application ? context.tenantId : principal?.homeTenantId;
  const isManaged = principal?.type === 'managed-identity';
  const managedIdentity = isManaged
    ? managedIdentityOf(principal.objectId, principal.managedIdentity, facts, context)
    : undefined;
  const signIns = facts.read('sign-ins', clientId)[0];
  const risk = principalFacts('risk')[0];
  const agent = application?.agent ?? principal?.agent;
  const created = main.created;
  return {
    kind: isManaged ? 'managed-identity' : application ? 'application' : 'service-principal',
    clientId,
    ...(application && { applicationId: application.objectId }),
    ...(principal && { servicePrincipalId: principal.objectId }),
    displayName: main.displayName,
    ownership: isManaged || agent === 'identity' ? 'own' : ownershipOf(homeTenantId, context.tenantId),
    ...(homeTenantId !== undefined && { homeTenantId }),
    isEnabled: (principal?.isEnabled ?? true) && !application?.isDisabled && !principal?.isDisabled,
    ...(application?.audience !== undefined && { audience: application.audience }),
    ...(created !== undefined && { created }),
    tags: [...new Set([...(application?.tags ?? []), ...(principal?.tags ?? [])])],
    ...(agent && { agent }),
    ...(managedIdentity && { managedIdentity }),
    keyCredentials: withLastUse(
      [...(application?.keyCredentials ?? []), ...(principal?.keyCredentials ?? [])],
      facts,
      clientId,
    ),
    federatedCredentials: trustsOf(objects, principal?.objectId, facts),
    owners: uniqueBy(
      objects.flatMap((id) => facts.read('owners', id).flat()),
      (owner) => owner.objectId,
    ),
    directoryRoles: principalFacts('directory-roles'),
    azureRoles: principalFacts('azure-roles'),
    applicationPermissions: principalFacts('application-permissions'),
    delegatedGrants: principalFacts('delegated-grants'),
    ...(signIns && { signIns }),
    ...(risk && { risk }),
  };
}

function managedIdentityOf(
  objectId: string,
  known: Pick<ManagedIdentity, 'assignment' | 'resourceId'> | undefined,
  facts: FactReader,
  { knowsAzure }: AssembleContext,
): ManagedIdentity {
  const resource = facts.read('managed-identities', objectId)[0];
  const hosts = facts.read('hosts', objectId).map((host) => host.resourceId);
  const assignment = known?.assignment ?? (resource ? 'user-assigned' : 'system-assigned');
  const resourceId = resource?.resourceId ?? known?.resourceId;
  // A system-assigned identity is found through its host. Azure shows a reader only what the reader may see, so
  // "not there" is said only of user-assigned identities that Graph names by a resource id.
  const isOrphaned = knowsAzure && assignment === 'user-assigned' && resourceId !== undefined && !resource;
  return {
    assignment,
    ...(resourceId !== undefined && { resourceId }),
    ...(resource?.location !== undefined && { location: resource.location }),
    hosts: [...new Set(hosts)].sort(),
    ...(isOrphaned && { isOrphaned }),
  };
}

function trustsOf(objects: readonly string[], principalId: string | undefined, facts: FactReader) {
  const fromGraph = objects.flatMap((id) => facts.read('federated-credentials', id).flat());
  if (fromGraph.length > 0 || principalId === undefined) return uniqueBy(fromGraph, (trust) => trust.name);
  return facts.read('managed-identities', principalId)[0]?.federatedCredentials ?? [];
}

function withLastUse(credentials: readonly KeyCredential[], facts: FactReader, clientId: string): KeyCredential[] {
  if (credentials.length === 0) return [];
  const uses = new Map(facts.read('credential-sign-ins', clientId).map(({ keyId, lastUsed }) => [keyId, lastUsed]));
  return credentials.map((credential) => {
    const lastUsed = credential.keyId === undefined ? undefined : uses.get(credential.keyId);
    return lastUsed === undefined ? credential : { ...credential, lastUsed };
  });
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
