import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { Draft } from './draft.ts';
import { attachUserAssigned, identityOf } from './identity.ts';
import { newSymbol } from './names.ts';
import { isUserAssignedIdentity, type Principal, userAssigned } from './principal.ts';
import { renderDeclaration } from './render.ts';

/**
 * A user-assigned identity of a host: the one it has, else one that is declared behind it. For what needs an identity
 * before the host itself exists: pulling its image, for one. A host with a system-assigned identity keeps to that.
 * Undefined, and nothing is written, where the file does not tell where the host lives.
 */
export function userAssignedFor(draft: Draft, host: Resource): Principal | undefined {
  const known = identityOf(draft, host);
  if (known) return known;
  let principal: Principal | undefined;
  draft.attempt(() => {
    const identity = declareUserAssigned(draft, host);
    if (!identity || !attachUserAssigned(draft, host, identity)) return false;
    principal = identity;
    return true;
  });
  return principal;
}

/** Declares a user-assigned identity behind a resource, in its place and named after it. */
function declareUserAssigned(draft: Draft, beside: Resource): Principal | undefined {
  const place = draft.now(beside);
  const name = place && identityName(place);
  const where = place && location(place);
  if (!place || name === undefined || !where || place.isLoop) return undefined;
  const symbol = newSymbol(draft, place.document, place.language, { words: [place.symbol, 'identity'], more: ['id'] });
  const isTerraform = place.language === 'terraform';
  const text = renderDeclaration(place, {
    type: isTerraform ? 'azurerm_user_assigned_identity' : 'Microsoft.ManagedIdentity/userAssignedIdentities',
    apiVersion: API_VERSIONS.userAssignedIdentities,
    symbol,
    body: { name, ...where },
  });
  const isNew = (resource: Resource) => isUserAssignedIdentity(resource) && resource.symbol === symbol;
  if (place.language === 'arm-json' || !draft.declareBehind(place, text, isNew)) return undefined;
  const written = draft.resources(place.document).find(isNew);
  return written && userAssigned(written);
}

/** The name of the host, and what it is. The host is not asked for it: it will need the identity itself. */
function identityName({ language, document: { source }, body }: Resource): Literal | undefined {
  const property = body.properties.find(({ name }) => name === 'name');
  if (!property) return undefined;
  const [pattern, another] = property.value.patterns;
  const text = pattern && !another ? exactText(pattern) : undefined;
  const written = source.slice(property.value.range);
  const isText = language === 'terraform' ? written.startsWith('"') : written.startsWith("'");
  if (isText)
    return text === undefined ? { raw: `${written.slice(0, -1)}-identity${written.slice(-1)}` } : `${text}-identity`;
  return { raw: language === 'terraform' ? `"\${${written}}-identity"` : `'\${${written}}-identity'` };
}

/** The arguments that say where the host lives, as it has them. */
function location({ language, document: { source }, body }: Resource): Readonly<Record<string, Literal>> | undefined {
  const written = (name: string) => {
    const property = body.properties.find((candidate) => candidate.name === name);
    return property && source.slice(property.value.range);
  };
  const place = written('location');
  if (language !== 'terraform') return { location: { raw: place ?? 'resourceGroup().location' } };
  const group = written('resource_group_name');
  if (group === undefined) return undefined;
  // A container app has no location of its own.
  const ofGroup = /^(?:data\.)?azurerm_resource_group\.[\w-]+(?:\[[^\]]*\])?(?=\.name$)/.exec(group)?.[0];
  const raw = place ?? (ofGroup && `${ofGroup}.location`);
  return raw === undefined ? undefined : { resource_group_name: { raw: group }, location: { raw } };
}
