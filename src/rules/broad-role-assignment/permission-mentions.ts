import type { Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';
import { broadGraphPermission, GRAPH_CLIENT_ID, type GraphPermission } from '../catalogue/graph-permissions.ts';
import { attributesOf, type FindDeclaration } from '../support/declarations.ts';
import type { BroadRoleContext } from './messages.ts';
import { roleKeys } from './role-keys.ts';

/** A permission of Microsoft Graph and where the file names it. */
export interface PermissionMention {
  readonly permission: GraphPermission;
  readonly range: Range;
}

/** The permissions that the id of an app role can stand for: as ids, or looked up by name. */
export function mentionsIn(
  resource: Resource,
  { value }: Pick<Property, 'value'>,
  find: FindDeclaration,
  context: BroadRoleContext,
): readonly PermissionMention[] {
  if (value.uri !== context.document.uri) return [];
  const byId = roleKeys(value, find).flatMap((key) => {
    const permission = /^[0-9a-f-]{36}$/i.test(key) ? broadGraphPermission(key) : undefined;
    return permission ? [{ permission, range: value.range }] : [];
  });
  return byId.length > 0 ? byId : namedIn(resource, value, find, context);
}

/**
 * `azuread_service_principal.graph.app_role_ids["Mail.Send"]`, `app_role_ids[each.value]` with the names in `for_each`,
 * `filter(graph.appRoles, role => role.value == 'Mail.Send')[0].id`: an index does not take part in a value, so the
 * names are read where they are written.
 */
function namedIn(
  resource: Resource,
  value: Value,
  find: FindDeclaration,
  context: BroadRoleContext,
): readonly PermissionMention[] {
  const { source } = context.document;
  const text = source.slice(value.range);
  if (!/app_?roles?(?:_?ids)?\b/i.test(text) || !isOfGraph(value, text, find)) return [];
  const range = /\beach\.(?:key|value)\b/.test(text) ? resource.range : value.range;
  return Array.from(source.slice(range).matchAll(/(["'])([A-Z][\w-]*\.[\w.-]+)\1/g)).flatMap((match) => {
    const permission = broadGraphPermission(match[2] ?? '');
    const start = range.start + match.index;
    return permission ? [{ permission, range: { start, end: start + match[0].length } }] : [];
  });
}

/** Other services have permissions of the same names. */
function isOfGraph(value: Value, text: string, find: FindDeclaration): boolean {
  const principals = attributesOf(value).flatMap((source) => find(source) ?? []);
  const ids = principals.flatMap((principal) => [...principal.find('client_id'), ...principal.find('appId')]);
  if (ids.length === 0) return /graph/i.test(text);
  return ids.some(
    (id) =>
      roleKeys(id.value, find).includes(GRAPH_CLIENT_ID) ||
      attributesOf(id.value).some(({ path }) => path.endsWith('MicrosoftGraph')) ||
      principals.some(({ symbol }) => /graph/i.test(symbol)),
  );
}
