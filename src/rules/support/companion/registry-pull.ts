import type { Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Property, Value } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';
import { Draft } from './draft.ts';
import { grantFollowUp, identityFollowUp, targetFollowUp } from './follow-ups.ts';
import { ensureIdentity } from './identity.ts';
import { waitFor } from './placement.ts';
import { kubelet, type Principal } from './principal.ts';
import { referenceTo } from './reference.ts';
import { expression } from './render.ts';
import { grantRole } from './role-assignment.ts';
import { roleNamed } from './roles.ts';
import { namedBeside, ownerOf, resourcesBeside } from './secret-owner.ts';
import { removeBeside, removeSetting, replaceSetting } from './settings.ts';
import { userAssignedFor } from './user-assigned.ts';

const REGISTRY = ['Microsoft.ContainerRegistry/registries'];
const PULL = roleNamed('AcrPull');

/** How a host writes the registries it pulls from with a password, and the secrets that hold it. */
interface Shape {
  readonly types: readonly string[];
  readonly registry: string;
  readonly secretRef: string;
  readonly user: string;
  readonly secrets: string;
  readonly identity: string;
  readonly systemIdentity: string;
}

const SHAPES: readonly Shape[] = [
  {
    types: ['Microsoft.App/containerApps', 'Microsoft.App/jobs'],
    registry: 'properties.configuration.registries[]',
    secretRef: 'passwordSecretRef',
    user: 'username',
    secrets: 'properties.configuration.secrets[]',
    identity: 'identity',
    systemIdentity: 'system',
  },
  {
    types: ['azurerm_container_app', 'azurerm_container_app_job'],
    registry: 'registry',
    secretRef: 'password_secret_name',
    user: 'username',
    secrets: 'secret',
    identity: 'identity',
    systemIdentity: 'System',
  },
];

/**
 * Lets a host pull its images from an Azure registry with an identity where it has the registry's password: a container
 * app, a web app, the nodes of an AKS cluster.
 * @param property what holds the password: the secret, the setting, the property
 */
export function registryPullFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const shape = SHAPES.find(({ types }) => types.some((type) => resource.isType(type)));
  if (shape) return containerAppFix(workspace, resource, property, shape);
  if (resource.isType('Microsoft.Web/sites')) return siteFix(workspace, resource, property);
  return /^kubernetes_secret(?:_v1)?$/.test(resource.type) ? clusterFix(workspace, resource, property) : undefined;
}

function containerAppFix(workspace: Workspace, resource: Resource, property: Property, shape: Shape): Fix | undefined {
  const draft = new Draft(workspace);
  const secret = resource
    .find(shape.secrets)
    .find(({ range }) => range.start <= property.range.start && property.range.end <= range.end);
  const name = secret && textOf(member(secret.value, 'name')?.value);
  const registries = resource
    .find(shape.registry)
    .filter(({ value }) => name !== undefined && textOf(member(value, shape.secretRef)?.value) === name);
  const [registry] = registries;
  if (!secret || !registry || name === undefined || isUsed(resource, name, registries.length)) return undefined;
  const target =
    ownerOf(draft, property.value, resource, REGISTRY) ??
    namedBeside(draft, registry.value.properties, resource, REGISTRY);
  const principal = userAssignedFor(draft, resource) ?? ensureIdentity(draft, resource);
  if (!principal) return undefined;
  const missing = grantPull(draft, resource, principal, target);
  const identity: Literal =
    principal.resourceId === undefined ? shape.systemIdentity : expression(resource.language, principal.resourceId);
  const isReplaced = registries.every(({ value }) => {
    const reference = member(value, shape.secretRef);
    if (!reference) return false;
    const place = { document: resource.document, language: resource.language, range: reference.range };
    return (
      removeBeside(draft, place, shape.user) &&
      replaceSetting(draft, place, [{ name: shape.identity, value: identity }])
    );
  });
  if (!isReplaced || !removeSecret(draft, resource, secret, shape)) return undefined;
  return fixOf(draft, `Pull images with an identity instead of the secret ${name}`, [
    ...missing,
    ...(principal.isUserAssigned
      ? []
      : [
          `If ${resource.symbol} does not exist yet, deploy it once with a public image: its identity can only be given AcrPull when it is there.`,
        ]),
    ...CLOSE,
  ]);
}

/** Takes a secret away, and the list with it that it was alone in. */
function removeSecret(draft: Draft, resource: Resource, secret: Property, { secrets }: Shape): boolean {
  const now = draft.now(resource);
  const [list, another] = now && secrets.endsWith('[]') ? now.find(secrets.slice(0, -2)) : [];
  if (now && list && !another && list.value.isComplete && list.value.items.length === 1) {
    return draft.apply(now.document, now.editor.remove(list));
  }
  return removeSetting(draft, { document: resource.document, language: resource.language, range: secret.range });
}

/** Whether anything but the registries reads a secret of the app. */
function isUsed({ document: { source }, range }: Resource, name: string, registries: number): boolean {
  const text = source.slice(range);
  const quoted = text.split(`'${name}'`).length + text.split(`"${name}"`).length - 2;
  return quoted > registries + 1;
}

const SITE_PASSWORD = 'DOCKER_REGISTRY_SERVER_PASSWORD';
const SITE_USER = 'DOCKER_REGISTRY_SERVER_USERNAME';

function siteFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const settings = resource.find('properties.siteConfig.appSettings[]');
  const named = (name: string) => settings.filter(({ value }) => textOf(member(value, 'name')?.value) === name);
  const [password, another] = named(SITE_PASSWORD);
  if (!password || another || property.range.start < password.range.start || property.range.end > password.range.end) {
    return undefined;
  }
  const draft = new Draft(workspace);
  const target = ownerOf(draft, property.value, resource, REGISTRY);
  const principal = ensureIdentity(draft, resource);
  const missing = principal
    ? grantPull(draft, resource, principal, target)
    : [identityFollowUp(resource), ...targetFollowUp([PULL], target ?? 'the registry')];
  const isRemoved = [password, ...named(SITE_USER)].every(({ range }) =>
    removeSetting(draft, { document: resource.document, language: resource.language, range }),
  );
  const switches: readonly (readonly [string, Literal])[] = [
    ['properties.siteConfig.acrUseManagedIdentityCreds', true],
    ...(principal?.isUserAssigned && principal.clientId !== undefined && resource.language === 'bicep'
      ? [['properties.siteConfig.acrUserManagedIdentityID', { raw: principal.clientId }] as const]
      : []),
  ];
  const isSwitched = switches.every(([path, value]) => {
    const now = draft.now(resource);
    return now !== undefined && draft.apply(now.document, now.editor.set(path, value));
  });
  return isRemoved && isSwitched
    ? fixOf(draft, `Pull images with the identity of ${resource.symbol}`, [...missing, ...CLOSE])
    : undefined;
}

/** A pull secret in a cluster: the nodes of AKS pull with their own identity. */
function clusterFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const draft = new Draft(workspace);
  const all = resourcesBeside(draft, resource);
  const [cluster, another] = all.filter(
    ({ type, mode }) => type === 'azurerm_kubernetes_cluster' && mode === 'resource',
  );
  const target = ownerOf(draft, property.value, resource, REGISTRY);
  const isPullSecret = textOf(resource.find('type')[0]?.value) === 'kubernetes.io/dockerconfigjson';
  const address = `${resource.type}.${resource.symbol}`;
  const isReferred = all.some(
    ({ document: { source } }) => source.text.includes(`${address}.`) || source.text.includes(`${address}[`),
  );
  const principal = cluster && !another ? kubelet(cluster) : undefined;
  if (!principal || !target || !isPullSecret || isReferred) return undefined;
  const missing = grantPull(draft, undefined, principal, target);
  const now = draft.now(resource);
  if (!now || !draft.apply(now.document, now.editor.removeResource())) return undefined;
  const name = textOf(resource.find('metadata.name')[0]?.value);
  return fixOf(draft, 'Let the nodes of the cluster pull images with their identity', [
    ...missing,
    `Remove ${name === undefined ? 'the secret' : `\`${name}\``} from the \`imagePullSecrets\` of pods and service accounts.`,
    ...CLOSE,
  ]);
}

const CLOSE = ['Once nothing signs in to the registry with a password any more, close its admin user.'];

/** Gives the role; the host waits for it where the identity is there before the host. */
function grantPull(
  draft: Draft,
  host: Resource | undefined,
  principal: Principal,
  target: Resource | undefined,
): readonly string[] {
  if (!target) return targetFollowUp([PULL], 'the registry');
  const result = grantRole(draft, { role: PULL, principal, target });
  if (typeof result === 'object') return [grantFollowUp({ role: PULL, principal, target })];
  const now = host && draft.now(host);
  if (!now || result === 'present' || !principal.isUserAssigned || now.language === 'arm-json') return [];
  const assignments = resourcesBeside(draft, now).filter(
    (resource) =>
      resource.isType('Microsoft.Authorization/roleAssignments') || resource.isType('azurerm_role_assignment'),
  );
  const written = assignments.findLast(({ symbol }) => /acr_?pull/i.test(symbol));
  const reference = written && referenceTo(written);
  if (reference) draft.apply(now.document, waitFor(now, reference.symbol.replace(/\[0\]$/, '')));
  return [];
}

function fixOf(draft: Draft, title: string, followUps: readonly string[]): Fix {
  return { title, safety: 'needs-review', edits: draft.edits, followUps };
}

function member(value: Value, name: string): Property | undefined {
  return value.properties.find((property) => property.name.toLowerCase() === name.toLowerCase());
}

function textOf(value: Value | undefined): string | undefined {
  const [pattern, another] = value?.patterns ?? [];
  return pattern && !another ? exactText(pattern) : undefined;
}
