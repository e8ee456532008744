import type { Owner } from '../model/access.ts';
import type { KeyCredential } from '../model/credential.ts';
import { type Identity, type ManagedIdentity, ownershipOf } from '../model/identity.ts';
import type { FactSection, FactTypes } from './facts.ts';

/** Where facts of one object are found. */
export interface FactReader {
  read<Section extends FactSection>(section: Section, owner: string): readonly FactTypes[Section][];
  /** What an application or service principal is called; undefined where it was not read. */
  nameOf(objectId: string): string | undefined;
}

export interface AssembleContext {
  readonly tenantId: string;
  /** Whether Azure was asked for user-assigned identities. */
  readonly knowsManagedIdentities: boolean;
  /** Whether Azure was asked for what runs as an identity. */
  readonly knowsHosts: boolean;
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
    ...(application?.instanceLock && { instanceLock: application.instanceLock }),
    ...(main.audience !== undefined && { audience: main.audience }),
    ...(created !== undefined && { created }),
    tags: uniqueBy([...(application?.tags ?? []), ...(principal?.tags ?? [])], (tag) => tag),
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
    sponsors: agent
      ? uniqueBy(
          objects.flatMap((id) => facts.read('sponsors', id).flat()),
          (sponsor) => sponsor.objectId,
        )
      : NONE,
    directoryRoles: principalFacts('directory-roles'),
    azureRoles: principalFacts('azure-roles'),
    applicationPermissions: principalFacts('application-permissions'),
    delegatedGrants: principalFacts('delegated-grants').map((grant) => {
      const resourceName = facts.nameOf(grant.resourceId);
      return resourceName === undefined ? grant : { ...grant, resourceName };
    }),
    ...(signIns && { signIns }),
    ...(risk && { risk }),
  };
}

const NONE: readonly Owner[] = [];

function managedIdentityOf(
  objectId: string,
  known: Pick<ManagedIdentity, 'assignment' | 'resourceId'> | undefined,
  facts: FactReader,
  { knowsManagedIdentities, knowsHosts }: AssembleContext,
): ManagedIdentity {
  const resource = facts.read('managed-identities', objectId)[0];
  const hosts = facts.read('hosts', objectId);
  const assignment = known?.assignment ?? (resource ? 'user-assigned' : 'system-assigned');
  const resourceId = resource?.resourceId ?? known?.resourceId;
  const own = hosts.find((host) => host.resourceId.toLowerCase() === resourceId?.toLowerCase());
  const location = resource?.location ?? own?.location;
  const isMissing =
    assignment === 'user-assigned'
      ? knowsManagedIdentities && resource === undefined
      : knowsHosts && hosts.length === 0 && isListed(resourceId);
  return {
    assignment,
    ...(resourceId !== undefined && { resourceId }),
    ...(location !== undefined && { location }),
    hosts: [...new Set(hosts.map((host) => host.resourceId))].sort(),
    ...(isMissing && resourceId !== undefined && { isOrphaned: true }),
  };
}

/** Whether the query for hosts would list a resource: policy assignments have identities, and are in no such list. */
function isListed(resourceId: string | undefined): boolean {
  return /^\/subscriptions\//i.test(resourceId ?? '') && !/\/policyAssignments\//i.test(resourceId ?? '');
}

function trustsOf(objects: readonly string[], principalId: string | undefined, facts: FactReader) {
  const fromGraph = objects.flatMap((id) => facts.read('federated-credentials', id).flat());
  if (fromGraph.length > 0 || principalId === undefined) return uniqueBy(fromGraph, (trust) => trust.name);
  return facts.read('managed-identities', principalId)[0]?.federatedCredentials ?? [];
}

function withLastUse(
  credentials: readonly KeyCredential[],
  facts: FactReader,
  clientId: string,
): readonly KeyCredential[] {
  const signIns = credentials.length === 0 ? [] : facts.read('credential-sign-ins', clientId);
  if (signIns.length === 0) return credentials;
  const uses = new Map(signIns.map(({ keyId, lastUsed }) => [keyId, lastUsed]));
  return credentials.map((credential) => {
    const lastUsed = credential.keyId === undefined ? undefined : uses.get(credential.keyId);
    return lastUsed === undefined ? credential : { ...credential, lastUsed };
  });
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items.length < 2 ? items : [...new Map(items.map((item) => [key(item), item])).values()];
}
