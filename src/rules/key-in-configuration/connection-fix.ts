import type { Workspace } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { containsRange } from '../../text/range.ts';
import type { Fix } from '../finding.ts';
import { Draft } from '../support/companion/draft.ts';
import { describe } from '../support/companion/follow-ups.ts';
import { ensureIdentity, identityOf } from '../support/companion/identity.ts';
import type { Principal } from '../support/companion/principal.ts';
import { type Reference, referenceTo } from '../support/companion/reference.ts';
import { expression } from '../support/companion/render.ts';
import { grantRole } from '../support/companion/role-assignment.ts';
import { type RoleName, roleNamed } from '../support/companion/roles.ts';
import { type NewSetting, replaceSetting, type SettingPlace } from '../support/companion/settings.ts';
import { serviceBehind } from '../support/flow/secret-origin-resource.ts';
import type { FlowPlace } from '../support/flow/secret-places.ts';
import type { SecretSource } from '../support/flow/secret-sources.ts';

/** The storage of the host itself: its own name for the account, and roles for its locks, its queues and its logs. */
export const HOST_STORAGE = 'AzureWebJobsStorage';
export const HOST_STORAGE_ROLES: readonly RoleName[] = [
  'Storage Blob Data Owner',
  'Storage Queue Data Contributor',
  'Storage Table Data Contributor',
];

/**
 * Makes a connection of Azure Functions identity-based: the settings that name the service in the place of the one with
 * the key, the identity of the app, and what it may do. Undefined where the service is not declared beside the app or
 * the setting is not written out.
 */
export function connectionFix(
  place: FlowPlace,
  resource: Resource,
  secrets: readonly SecretSource[],
  workspace: Workspace,
): Fix | undefined {
  const [secret] = secrets;
  const connection = secret?.service.connection;
  const name = place.pair?.name ?? place.property.name;
  if (!secret || !connection || secrets.some(({ service }) => service !== secret.service)) return undefined;
  const draft = new Draft(workspace);
  const service = serviceBehind(secret, resource, draft);
  const reference = service && referenceTo(service);
  const host = appOf(resource);
  if (!service || !reference) return undefined;
  const settings = connectionSettings(name, secret, reference, resource);
  if (settings.length === 0) return undefined;
  const own = host && identityOf(draft, host);
  const written = settingPlace(place, resource);
  if (!written || !replaceSetting(draft, written, [...settings, ...identitySettings(name, own)])) return undefined;
  const principal = host && ensureIdentity(draft, host);
  const roles = name === HOST_STORAGE ? HOST_STORAGE_ROLES : connection.roles;
  const missing = principal ? grant(draft, principal, service, roles) : withoutPrincipal(roles, service);
  return {
    title: `Connect ${name} with the identity of the app`,
    safety: 'needs-review',
    edits: draft.edits,
    followUps: [
      ...missing,
      ...(roles.length === 0 && secret.service.role
        ? [`Give the identity of the app the role ${secret.service.role}: by ${secret.service.scope}.`]
        : []),
      ...(roles.length > 1 && name !== HOST_STORAGE
        ? ['Take away the role that the app does not need: triggers receive, output bindings send.']
        : []),
      `Check that the app uses ${name === HOST_STORAGE ? 'version 4 of the Functions runtime' : connection.since}, and that no code reads ${name} as a connection string.`,
      `Once nothing uses a key any more, close ${describe(service)} for keys.`,
    ],
  };
}

function connectionSettings(
  name: string,
  { service: { connection } }: SecretSource,
  { symbol, name: nameExpression }: Reference,
  { language }: Resource,
): readonly NewSetting[] {
  if (name === HOST_STORAGE) {
    return [{ name: `${name}__accountName`, value: expression(language, nameExpression) }];
  }
  // The endpoints of a template are behind `reference()`, which settings that are nested deeper cannot always call.
  if (!connection || language === 'arm-json') return [];
  return connection.settings.map((setting) => ({
    name: `${name}${setting.suffix}`,
    value: { raw: setting[language].replace('{symbol}', symbol) },
  }));
}

/** A user-assigned identity has to be named; the system-assigned one is what is used without. */
function identitySettings(name: string, principal: Principal | undefined): readonly NewSetting[] {
  if (!principal?.isUserAssigned || principal.clientId === undefined) return [];
  return [
    { name: `${name}__credential`, value: 'managedidentity' },
    { name: `${name}__clientId`, value: expression(principal.owner.language, principal.clientId) },
  ];
}

/** Undefined where the setting is not written out in the file of the resource. */
function settingPlace(
  { property, pair, range }: FlowPlace,
  { document, language }: Resource,
): SettingPlace | undefined {
  const isHere = property.value.uri === document.uri && containsRange(property.range, range);
  if (!isHere) return undefined;
  if (!pair) return { document, language, range: property.range };
  const { object, nameProperty } = pair;
  // A name that a variable holds is not that of this setting alone.
  const isNamedHere = object.uri === document.uri && containsRange(object.range, nameProperty.value.range);
  if (!isNamedHere || !/^['"]/.test(document.source.slice(nameProperty.value.range))) return undefined;
  return { document, language, range: object.range };
}

function grant(draft: Draft, principal: Principal, target: Resource, roles: readonly RoleName[]): readonly string[] {
  return roles.flatMap((role) => {
    const result = grantRole(draft, { role: roleNamed(role), principal, target });
    return typeof result === 'string' ? [] : [result.missing];
  });
}

function withoutPrincipal(roles: readonly RoleName[], service: Resource): readonly string[] {
  return [
    `Give the app a managed identity, and the identity ${roles.map((role) => `${role} (${roleNamed(role).id})`).join(', ')} on ${describe(service)}.`,
  ];
}

/** The app that settings belong to: the resource itself, or the site around `config`. */
export function appOf(resource: Resource): Resource | undefined {
  if (resource.language === 'terraform') return resource;
  for (let at: Resource | undefined = resource; at; at = at.parent) {
    if (/^microsoft\.web\/sites(?:\/slots)?$/i.test(at.type)) return at;
  }
  return undefined;
}
