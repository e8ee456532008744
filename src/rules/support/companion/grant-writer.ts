import { folderOf } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Draft } from './draft.ts';
import { newSymbol } from './names.ts';
import { areTogether, type Reference, referenceTo } from './reference.ts';
import { type Declaration, renderDeclaration } from './render.ts';
import type { Grant, GrantResult } from './role-assignment.ts';
import type { Role } from './roles.ts';

/** What the declaration of a grant is made of. */
export interface GrantParts {
  /** What has the identity. */
  readonly owner: Reference;
  /** What the role is given on. */
  readonly scope: Reference;
  readonly symbol: string;
  readonly condition: string | undefined;
}

/** One way of giving roles. */
export interface GrantKind {
  /** The types of its declarations in Bicep and Terraform. */
  readonly types: readonly string[];
  /** The follow-up where it cannot be written. */
  readonly missing: string;
  readonly declaration: (parts: GrantParts) => Declaration;
  /** Whether a declaration of the kind gives its role on the target, or on what holds it. */
  readonly isOnTarget: (assignment: Resource, scope: Reference) => boolean;
}

export function writeGrant(draft: Draft, grant: Grant, kind: GrantKind): GrantResult {
  const owner = draft.now(grant.principal.owner);
  const target = draft.now(grant.target);
  const place = grant.behind ? draft.now(grant.behind) : owner;
  const missing = { missing: kind.missing };
  if (!owner || !target || !place || !areTogether(owner, target) || !areTogether(owner, place)) return missing;
  const ownerReference = referenceTo(owner);
  const scope = referenceTo(target);
  if (!ownerReference || !scope || isElsewhere(target)) return missing;
  const condition = bothConditions(ownerReference, scope, owner.language);
  if (condition === null) return missing;
  const declared = declarations(draft, owner, kind.types);
  if (declared.some((assignment) => isEqual(assignment, grant) && kind.isOnTarget(assignment, scope))) return 'present';
  const parts = { words: [owner.symbol, grant.role.name], more: [target.symbol] };
  const symbol = newSymbol(draft, owner.document, owner.language, parts);
  const text = renderDeclaration(place, kind.declaration({ owner: ownerReference, scope, symbol, condition }));
  const known = new Set(declared.map(({ symbol: name }) => name));
  const isNew = (resource: Resource) => kind.types.some((type) => resource.isType(type)) && !known.has(resource.symbol);
  return draft.declareBehind(place, text, isNew) ? 'written' : missing;
}

/** An existing resource of another resource group or subscription: its assignments are not for this deployment. */
function isElsewhere(target: Resource): boolean {
  return target.mode === 'existing' && target.find('scope').length > 0;
}

/** Undefined where both are always there; null where the conditions cannot be put into one. */
function bothConditions(a: Reference, b: Reference, language: Resource['language']): string | undefined | null {
  if (a.condition === undefined || b.condition === undefined || a.condition === b.condition) {
    return a.condition ?? b.condition;
  }
  switch (language) {
    case 'bicep':
      return [a.condition, b.condition].map((it) => (/\|\||\?/.test(it) ? `(${it})` : it)).join(' && ');
    case 'arm-json':
      return `and(${a.condition}, ${b.condition})`;
    case 'terraform':
      return null;
  }
}

/** Whether a declaration gives this role to this identity. */
function isEqual(assignment: Resource, { role, principal }: Grant): boolean {
  const path = assignment.language === 'terraform' ? 'principal_id' : 'properties.principalId';
  const [given] = assignment.find(path);
  const text = given && assignment.document.source.slice(given.value.range);
  return hasRole(assignment, role) && mentions(text, principalMark(principal.objectId));
}

function hasRole(assignment: Resource, role: Role): boolean {
  const names = assignment.find('role_definition_name').flatMap(({ value }) => value.patterns);
  if (names.some((name) => exactText(name) === role.name)) return true;
  const path = assignment.language === 'terraform' ? 'role_definition_id' : 'properties.roleDefinitionId';
  return assignment
    .find(path)
    .some(({ value }) =>
      value.patterns.some(({ parts }) => parts.some((part) => part.kind === 'known' && part.text.includes(role.id))),
    );
}

/** Without the index, which an assignment may write as `[0]` or `.0`, or leave to a splat. */
function principalMark(objectId: string): string {
  return objectId.replace(/(?:\[0\])?\.(?:principal_id|object_id)$/, '');
}

/** Whether an expression holds another, blanks aside. */
export function mentions(written: string | undefined, part: string): boolean {
  const text = written?.replaceAll(/\s/g, '') ?? '';
  const mark = part.replaceAll(/\s/g, '');
  const at = text.indexOf(mark);
  return at >= 0 && !/[\w-]/.test(text.charAt(at + mark.length)) && !/[\w.-]/.test(text.charAt(at - 1));
}

function declarations(draft: Draft, owner: Resource, types: readonly string[]): readonly Resource[] {
  const documents =
    owner.language === 'terraform'
      ? draft.workspace.inFolder('terraform', folderOf(owner.document.path))
      : [owner.document];
  return documents
    .flatMap((document) => draft.resources(document))
    .filter((resource) => types.some((type) => resource.isType(type)));
}
