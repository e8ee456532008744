import { folderOf } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import type { Range } from '../../../text/range.ts';
import type { Draft } from './draft.ts';
import { identitySupport } from './identity-support.ts';
import { setBeforeProperties } from './placement.ts';
import { isUserAssignedIdentity, type Principal, systemAssigned, userAssigned } from './principal.ts';
import { areTogether, referenceTo } from './reference.ts';

/**
 * The identity of a resource: the one it has, else a system-assigned one that is written. What is there stays: a
 * resource with one user-assigned identity is spoken for by that one; where it has several, or one that is declared
 * elsewhere, a system-assigned one is added.
 * Undefined, and nothing is written, where the type has none or the file does not tell which it has.
 */
export function ensureIdentity(draft: Draft, host: Resource): Principal | undefined {
  const resource = draft.now(host);
  const support = resource && identitySupport(resource);
  // One of many has no identity of its own that an expression could name; what is only looked up is written elsewhere.
  if (!resource || !support || !referenceTo(resource) || resource.mode !== 'resource') return undefined;
  const written = resource.find('identity');
  if (written.length === 0) return support.system ? withSystemAssigned(draft, host, 'SystemAssigned') : undefined;
  const type = writtenType(resource);
  if (type === undefined) return undefined;
  if (/systemassigned/i.test(type)) return systemAssigned(resource);
  if (/^none$/i.test(type)) return support.system ? withSystemAssigned(draft, host, 'SystemAssigned') : undefined;
  const own = onlyUserAssigned(draft, resource);
  if (own) return userAssigned(own);
  return support.both === undefined ? undefined : withSystemAssigned(draft, host, support.both);
}

/** The identity that a resource has already; undefined where it has none or the file does not tell. */
export function identityOf(draft: Draft, host: Resource): Principal | undefined {
  const resource = draft.now(host);
  const type = resource && writtenType(resource);
  if (!resource || type === undefined) return undefined;
  if (/systemassigned/i.test(type)) return systemAssigned(resource);
  const own = onlyUserAssigned(draft, resource);
  return own && userAssigned(own);
}

/** Gives a resource that has no identity a user-assigned one. False, and nothing is written, where it cannot have one. */
export function attachUserAssigned(draft: Draft, host: Resource, { resourceId }: Principal): boolean {
  const resource = draft.now(host);
  const support = resource && identitySupport(resource);
  if (!resource || !support?.user || resourceId === undefined) return false;
  const type = writtenType(resource);
  if (resource.find('identity').length > 0 && !/^none$/i.test(type ?? '')) return false;
  return write(draft, resource, userAssignedLiteral(resource, resourceId));
}

function userAssignedLiteral({ language }: Resource, id: string): Literal {
  switch (language) {
    case 'bicep':
      return { type: 'UserAssigned', userAssignedIdentities: { raw: `{\n  '\${${id}}': {}\n}` } };
    case 'terraform':
      return { type: 'UserAssigned', identity_ids: [{ raw: id }] };
    case 'arm-json':
      return { type: 'UserAssigned', userAssignedIdentities: { [`[${id}]`]: {} } };
  }
}

function withSystemAssigned(draft: Draft, host: Resource, type: string): Principal | undefined {
  const resource = draft.now(host);
  if (!resource) return undefined;
  const isThere = resource.find('identity').length > 0;
  const isWritten = isThere
    ? draft.apply(resource.document, resource.editor.set('identity.type', type))
    : write(draft, resource, { type });
  const after = isWritten ? draft.now(host) : undefined;
  return after && systemAssigned(after);
}

function write(draft: Draft, resource: Resource, identity: Literal): boolean {
  return draft.apply(resource.document, setBeforeProperties(resource, 'identity', identity));
}

/** The one text that the type of the identity is. */
function writtenType(resource: Resource): string | undefined {
  const [type, another] = resource.find('identity.type');
  return type && !another ? onlyText(type.value) : undefined;
}

function onlyText({ patterns }: Value): string | undefined {
  const [pattern, another] = patterns;
  return pattern && !another ? exactText(pattern) : undefined;
}

/** The one user-assigned identity of a resource, where it is declared beside it. */
function onlyUserAssigned(draft: Draft, resource: Resource): Resource | undefined {
  const ids = resource.find(
    resource.language === 'terraform' ? 'identity.identity_ids' : 'identity.userAssignedIdentities',
  );
  const [list, another] = ids;
  // An object whose keys are ids counts as incomplete, so what may hide more of them is looked for.
  if (
    !list ||
    another ||
    /\.\.\.|\bfor\b|\(/.test(textAt(resource, list.value.range).replaceAll(/\[resourceId\(.*?\)\]/g, ''))
  ) {
    return undefined;
  }
  const isList = resource.language === 'terraform';
  const texts = isList
    ? list.value.items.map(({ range }) => textAt(resource, range))
    : list.value.properties.map(({ nameRange }) => textAt(resource, nameRange));
  const [text, more] = texts;
  if (text === undefined || more !== undefined) return undefined;
  return userAssignedBeside(draft, resource).find((identity) => {
    const id = userAssigned(identity)?.resourceId;
    return id !== undefined && (isList ? text === id : [`'\${${id}}'`, `"[${id}]"`, `[${id}]`].includes(text));
  });
}

/** The user-assigned identities that code beside a resource can speak of. */
function userAssignedBeside(draft: Draft, resource: Resource): readonly Resource[] {
  const documents =
    resource.language === 'terraform'
      ? draft.workspace.inFolder('terraform', folderOf(resource.document.path))
      : [resource.document];
  return documents
    .flatMap((document) => draft.resources(document))
    .filter((other) => isUserAssignedIdentity(other) && areTogether(other, resource));
}

function textAt({ document }: Resource, range: Range): string {
  return document.source.slice(range);
}
