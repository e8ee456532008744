import type { Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { AttributeSource, Value } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';
import { Draft } from './draft.ts';
import { declareFederatedCredential } from './federated-credential.ts';
import { ensureIdentity } from './identity.ts';
import { removeWithComments } from './placement.ts';
import { isUserAssignedIdentity, kubelet, type Principal } from './principal.ts';
import { referenceTo } from './reference.ts';
import { grantRole } from './role-assignment.ts';
import { type Role, type RoleName, roleNamed } from './roles.ts';
import { resourcesBeside } from './secret-owner.ts';

/** What turns on federation of pods, and the service principal that goes, by language. */
const SWITCHES = {
  bicep: {
    principal: 'properties.servicePrincipalProfile',
    on: ['properties.oidcIssuerProfile.enabled', 'properties.securityProfile.workloadIdentity.enabled'],
  },
  'arm-json': {
    principal: 'properties.servicePrincipalProfile',
    on: ['properties.oidcIssuerProfile.enabled', 'properties.securityProfile.workloadIdentity.enabled'],
  },
  terraform: {
    principal: 'service_principal',
    on: ['oidc_issuer_enabled', 'workload_identity_enabled'],
  },
} as const;

/**
 * Takes the service principal of an AKS cluster away: the cluster gets an identity, that and the nodes get the roles the
 * service principal has in this module, and pods can sign in by federation.
 */
export function clusterIdentityFix(workspace: Workspace, cluster: Resource): Fix | undefined {
  const draft = new Draft(workspace);
  const { principal: path, on } = SWITCHES[cluster.language];
  const [profile, another] = cluster.find(path);
  if (!profile || another) return undefined;
  const clientId = profile.value.properties.find(({ name }) => /^client_?id$/i.test(name))?.value;
  const roles = rolesOf(draft, cluster, clientId);
  if (!removeWithComments(draft, cluster, path)) return undefined;
  const principal = ensureIdentity(draft, cluster);
  if (!principal) return undefined;
  const isOn = on.every((name) => {
    const now = draft.now(cluster);
    return now !== undefined && draft.apply(now.document, now.editor.set(name, true));
  });
  if (!isOn) return undefined;
  const missing = [...roles, ...subnetRoles(draft, cluster)].flatMap(({ role, target }) =>
    grant(draft, cluster, principal, role, target),
  );
  const federated = federateServiceAccounts(draft, cluster);
  return {
    title: `Run ${cluster.symbol} with a managed identity instead of a service principal`,
    safety: 'needs-review',
    edits: draft.edits,
    followUps: [
      ...missing,
      `After the deployment, upgrade every node pool (\`az aks nodepool upgrade --node-image-only\`): nodes keep the service principal until then.`,
      ...(roles.length > 0
        ? []
        : ['Give the identity of the cluster the roles that the service principal has outside of this code.']),
      ...(federated
        ? []
        : [
            'Let pods sign in by workload identity: a user-assigned identity with a federated credential for the service account, instead of secrets in the cluster.',
          ]),
      'Then delete the service principal with its secret and role assignments, and the variable or parameter the secret is passed in by.',
    ],
  };
}

interface NeededRole {
  readonly role: Role;
  readonly target: Resource;
}

/** The roles that the module gives to the service principal of a client id. */
function rolesOf(draft: Draft, cluster: Resource, clientId: Value | undefined): readonly NeededRole[] {
  const all = resourcesBeside(draft, cluster);
  const application = clientId && attributeOf(clientId);
  if (!application || cluster.language !== 'terraform') return [];
  const principals = all.filter(({ type, symbol, body }) => {
    if (type !== 'azuread_service_principal') return false;
    if (application.type === type) return application.name === symbol;
    const of = body.properties.find(({ name }) => name === 'client_id' || name === 'application_id');
    const source = of && attributeOf(of.value);
    return source?.type === application.type && source.name === application.name;
  });
  return all.flatMap((assignment) => {
    if (assignment.type !== 'azurerm_role_assignment') return [];
    const holder = attributeIn(assignment, 'principal_id');
    if (!principals.some(({ type, symbol }) => holder?.type === type && holder.name === symbol)) return [];
    const scope = attributeIn(assignment, 'scope');
    const target = all.find(({ type, symbol }) => type === scope?.type && symbol === scope.name);
    const [pattern] = assignment.find('role_definition_name')[0]?.value.patterns ?? [];
    const role = roleOf(pattern && exactText(pattern));
    return target && role ? [{ role, target }] : [];
  });
}

const KNOWN: readonly RoleName[] = ['AcrPull', 'Network Contributor', 'Managed Identity Operator'];

function roleOf(name: string | undefined): Role | undefined {
  const known = KNOWN.find((role) => role === name);
  return known && roleNamed(known);
}

/** A cluster in a network of its own makes load balancers and routes there. */
function subnetRoles(draft: Draft, cluster: Resource): readonly NeededRole[] {
  const path =
    cluster.language === 'terraform'
      ? 'default_node_pool.vnet_subnet_id'
      : 'properties.agentPoolProfiles[].vnetSubnetID';
  const all = resourcesBeside(draft, cluster);
  return cluster.find(path).flatMap(({ value }) => {
    const source = attributeOf(value);
    const target = all.find(({ type, symbol }) => source?.type === type && source.name === symbol);
    return target && /subnets?$/i.test(target.type) ? [{ role: roleNamed('Network Contributor'), target }] : [];
  });
}

/** Images are pulled by the nodes, which have an identity of their own. */
function grant(draft: Draft, cluster: Resource, principal: Principal, role: Role, target: Resource): readonly string[] {
  const now = draft.now(cluster);
  const holder = role.name === 'AcrPull' && now ? kubelet(now) : principal;
  const result = holder && grantRole(draft, { role, principal: holder, target });
  return typeof result === 'object' ? [result.missing] : [];
}

/** Service accounts of the module that name an identity: what they were missing was the trust of it. */
function federateServiceAccounts(draft: Draft, cluster: Resource): boolean {
  const all = resourcesBeside(draft, cluster);
  const now = draft.now(cluster);
  const reference = now && referenceTo(now);
  if (!reference || cluster.language !== 'terraform') return false;
  const issuer: Literal = { raw: `${reference.symbol}.oidc_issuer_url` };
  const accounts = all.filter(({ type }) => /^kubernetes_service_account(?:_v1)?$/.test(type));
  const done = accounts.map((account) => {
    const annotation = account
      .find('metadata.annotations{}')
      .find(({ name }) => name === 'azure.workload.identity/client-id');
    const source = annotation && attributeOf(annotation.value);
    const identity = all.find(
      (other) => isUserAssignedIdentity(other) && other.symbol === source?.name && other.type === source.type,
    );
    const name = textIn(account, 'metadata.name');
    const namespace = textIn(account, 'metadata.namespace');
    if (!identity || name === undefined || namespace === undefined) return false;
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const isThere = all.some(
      (other) => other.type === 'azurerm_federated_identity_credential' && textIn(other, 'subject') === subject,
    );
    return isThere || declareFederatedCredential(draft, identity, { name: `${namespace}-${name}`, issuer, subject });
  });
  return done.length > 0 && done.every(Boolean);
}

function attributeIn(resource: Resource, path: string): AttributeSource | undefined {
  const [property] = resource.find(path);
  return property && attributeOf(property.value);
}

function attributeOf({ sources }: Value): AttributeSource | undefined {
  const [source, another] = sources;
  return !another && source?.kind === 'attribute' ? source : undefined;
}

function textIn(resource: Resource, path: string): string | undefined {
  const [property] = resource.find(path);
  const [pattern, another] = property?.value.patterns ?? [];
  return pattern && !another ? exactText(pattern) : undefined;
}
