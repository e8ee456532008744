import type { Workspace } from '../../../model/document.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import type { CatalogueRow, RowValue } from '../../catalogue/infrastructure/row.ts';
import type { Fix } from '../../finding.ts';
import { Draft } from './draft.ts';
import { describe } from './follow-ups.ts';
import { identityFix } from './identity-fix.ts';
import type { Principal } from './principal.ts';
import { referenceTo } from './reference.ts';
import { identityHost, namedBeside, ownerOf } from './secret-owner.ts';
import { removeBeside, replaceSetting, type SettingPlace } from './settings.ts';

/**
 * The fix of a row of class `mechanical-with-companion` for the property it matched: the values that stand in for the
 * secret, its neighbours that go with it, the identity of the caller and its roles on the service. Undefined where a
 * value of the row would have to be asked for.
 */
export function rowFix(
  workspace: Workspace,
  resource: Resource,
  property: Property,
  row: CatalogueRow,
): Fix | undefined {
  const { fix, roles } = row;
  if (fix.class !== 'mechanical-with-companion' || Object.keys(fix.set).length === 0 || fix.removeBlock)
    return undefined;
  const draft = new Draft(workspace);
  const types = targetTypes(roles.map(({ name }) => name));
  const siblings = siblingsOf(resource, row.path);
  const target = ownerOf(draft, property.value, resource, types) ?? namedBeside(draft, siblings, resource, types);
  const host = identityHost(draft, resource) ?? resource;
  return identityFix(workspace, {
    title: `Sign in with the identity of ${host.symbol} instead of ${property.name}`,
    host,
    grants: roles.length === 0 ? [] : [{ roles: roles.slice(0, 1), target, label: 'the service' }],
    replace: (steps, principal) => replaceByRow(steps, { resource, property, row, target, principal }),
    followUps: [
      ...(row.companion ? [sentence(row.companion)] : []),
      ...(row.breaks ? [`Know what changes: ${row.breaks}`] : []),
      target
        ? `Once nothing uses a key or password any more, close ${describe(target)} for them.`
        : 'Once nothing uses the secret any more, delete it where it was made.',
    ],
  });
}

interface Replacement {
  readonly resource: Resource;
  readonly property: Property;
  readonly row: CatalogueRow;
  readonly target: Resource | undefined;
  readonly principal: Principal | undefined;
}

function replaceByRow(draft: Draft, replacement: Replacement): boolean {
  const { resource, property, row } = replacement;
  const place: SettingPlace = { document: resource.document, language: resource.language, range: property.range };
  const holder = parentPath(row.path);
  const beside: { name: string; value: Literal }[] = [];
  const elsewhere: { path: string; value: Literal }[] = [];
  for (const [path, value] of Object.entries(row.fix.set)) {
    const written = literalOf(value, replacement);
    if (written === null) continue;
    if (written === undefined) return false;
    if (parentPath(path) === holder) beside.push({ name: lastName(path), value: written });
    else elsewhere.push({ path, value: written });
  }
  for (const path of row.fix.remove) {
    if (path === row.path) continue;
    if (parentPath(path) !== holder || !removeBeside(draft, place, lastName(path))) return false;
  }
  if (!replaceSetting(draft, place, beside)) return false;
  return elsewhere.every(({ path, value }) => {
    const now = draft.now(resource);
    return now !== undefined && draft.apply(now.document, now.editor.set(path, value));
  });
}

/** Undefined for what only a person knows, null for what is not needed. */
function literalOf(value: RowValue, { target, principal }: Replacement): Literal | undefined | null {
  if (typeof value === 'object' && value !== null && 'oneOf' in value && Array.isArray(value['oneOf'])) {
    const options: readonly RowValue[] = value['oneOf'];
    if (principal?.isUserAssigned)
      return principal.resourceId === undefined ? undefined : { raw: principal.resourceId };
    return typeof options[0] === 'string' && !options[0].includes('<') ? options[0] : undefined;
  }
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (!value.includes('<')) return value;
  if (/only for user-assigned/.test(value)) return principal?.isUserAssigned ? clientIdOf(principal) : null;
  if (
    /^<(?:user-assigned identity(?: resource)? )?id(?:entity)?>$|^<user-assigned identity( resource)?( id)?>$/.test(
      value,
    )
  ) {
    return principal?.resourceId === undefined ? undefined : { raw: principal.resourceId };
  }
  return endpointOf(value, target);
}

function clientIdOf({ clientId }: Principal): Literal | undefined {
  return clientId === undefined ? undefined : { raw: clientId };
}

/** `https://<account>.blob.core.windows.net`: the address of a declared account, whatever cloud it is in. */
function endpointOf(value: string, target: Resource | undefined): Literal | undefined {
  const service = /^https:\/\/<account>\.(blob|queue|table|dfs)\.core\.windows\.net\/?$/.exec(value)?.[1];
  const reference = target && referenceTo(target);
  if (!service || !reference) return undefined;
  if (target.language === 'terraform') return { raw: `${reference.symbol}.primary_${service}_endpoint` };
  return target.language === 'bicep'
    ? { raw: `${reference.symbol}.properties.primaryEndpoints.${service}` }
    : undefined;
}

const ROLE_TARGETS: readonly (readonly [RegExp, string])[] = [
  [/^Storage /, 'Microsoft.Storage/storageAccounts'],
  [/^Acr|^Container Registry/, 'Microsoft.ContainerRegistry/registries'],
  [/Service Bus/, 'Microsoft.ServiceBus/namespaces'],
  [/Event Hubs/, 'Microsoft.EventHub/namespaces'],
  [/^Key Vault/, 'Microsoft.KeyVault/vaults'],
  [/^Cosmos DB/, 'Microsoft.DocumentDB/databaseAccounts'],
  [/^Cognitive Services/, 'Microsoft.CognitiveServices/accounts'],
  [/^Search /, 'Microsoft.Search/searchServices'],
];

function targetTypes(roles: readonly string[]): readonly string[] {
  return ROLE_TARGETS.flatMap(([pattern, type]) => (roles.some((role) => pattern.test(role)) ? [type] : []));
}

function siblingsOf(resource: Resource, path: string): readonly Property[] {
  const holder = parentPath(path);
  return holder === '' ? resource.body.properties : resource.find(holder).flatMap(({ value }) => value.properties);
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function sentence(text: string): string {
  return /[.!]$/.test(text) ? text : `${text}.`;
}
