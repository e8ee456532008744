import { folderOf } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Draft } from './draft.ts';
import { grantFollowUp } from './follow-ups.ts';
import { newSymbol } from './names.ts';
import type { Principal } from './principal.ts';
import { areTogether, type Reference, referenceTo } from './reference.ts';
import { type Declaration, expression, renderDeclaration } from './render.ts';
import type { Role } from './roles.ts';

/** A role for an identity on a resource. */
export interface Grant {
  readonly role: Role;
  readonly principal: Principal;
  /** What the role is given on. */
  readonly target: Resource;
  /** The resource behind which the role assignment is written; the owner of the identity where none is given. */
  readonly behind?: Resource;
}

/** `missing` tells, as a follow-up, what a person must run because it could not be written. */
export type GrantResult = 'written' | 'present' | { readonly missing: string };

const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';
const API_VERSION = '2022-04-01';

/**
 * Writes the role assignment, in the language and style of the file, behind the resource that has the identity.
 * Nothing is written where the file or module holds an equal one, or one on a wider scope.
 */
export function grantRole(draft: Draft, grant: Grant): GrantResult {
  const owner = draft.now(grant.principal.owner);
  const target = draft.now(grant.target);
  const place = grant.behind ? draft.now(grant.behind) : owner;
  const missing = { missing: grantFollowUp(grant) };
  if (!owner || !target || !place || !areTogether(owner, target) || !areTogether(owner, place)) return missing;
  const ownerReference = referenceTo(owner);
  const scope = referenceTo(target);
  if (!ownerReference || !scope || isElsewhere(target)) return missing;
  const condition = bothConditions(ownerReference, scope, owner.language);
  if (condition === null) return missing;
  if (isGranted(draft, grant, scope)) return 'present';
  const parts = { words: [owner.symbol, grant.role.name], more: [target.symbol] };
  const symbol = newSymbol(draft, owner.document, owner.language, parts);
  const declaration = declarationOf(grant, { owner: ownerReference, scope, symbol, condition });
  const isNew = assignmentsBeside(draft, owner);
  const text = renderDeclaration(place, declaration);
  const written = draft.declareBehind(place, text, (resource) => isAssignment(resource) && !isNew.has(keyOf(resource)));
  return written ? 'written' : missing;
}

interface Parts {
  readonly owner: Reference;
  readonly scope: Reference;
  readonly symbol: string;
  readonly condition: string | undefined;
}

function declarationOf({ role, principal }: Grant, { owner, scope, symbol, condition }: Parts): Declaration {
  const { language } = principal.owner;
  const roleDefinition = `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role.id}')`;
  const properties = {
    roleDefinitionId: expression(language, roleDefinition),
    principalId: expression(language, principal.objectId),
    principalType: 'ServicePrincipal',
  };
  // The name has to be known before anything is deployed, so it is made of ids that are.
  const name = expression(language, `guid(${scope.id}, ${owner.id}, '${role.id}')`);
  const type = ROLE_ASSIGNMENTS;
  switch (language) {
    case 'bicep':
      return {
        type,
        apiVersion: API_VERSION,
        symbol,
        condition,
        body: { name, scope: { raw: scope.symbol }, properties },
      };
    case 'arm-json': {
      const dependsOn = [...new Set([scope.id, owner.id])].map((id) => expression(language, id));
      const body = { name, scope: expression(language, scope.id), dependsOn, properties };
      return { type, apiVersion: API_VERSION, symbol, condition, body };
    }
    case 'terraform':
      return {
        type: 'azurerm_role_assignment',
        symbol,
        condition,
        body: {
          scope: { raw: scope.id },
          role_definition_name: role.name,
          principal_id: { raw: principal.objectId },
          principal_type: 'ServicePrincipal',
        },
      };
  }
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

/** Whether the module gives the identity this role on the target or on something that holds it. */
function isGranted(draft: Draft, { role, principal, target }: Grant, scope: Reference): boolean {
  return assignments(draft, principal.owner).some((assignment) => {
    const isTerraform = assignment.language === 'terraform';
    const [given, inProperties] = isTerraform ? ['principal_id', ''] : ['properties.principalId', 'properties.'];
    return (
      hasRole(assignment, role, inProperties) &&
      mentions(textOf(assignment, given), principalMark(principal.objectId)) &&
      covers(textOf(assignment, 'scope'), scope, target)
    );
  });
}

function hasRole(assignment: Resource, role: Role, prefix: string): boolean {
  if (prefix === '') {
    const names = assignment.find('role_definition_name').flatMap(({ value }) => value.patterns);
    if (names.some((name) => exactText(name) === role.name)) return true;
  }
  const id = prefix === '' ? 'role_definition_id' : `${prefix}roleDefinitionId`;
  return assignment
    .find(id)
    .some(({ value }) =>
      value.patterns.some(({ parts }) => parts.some((part) => part.kind === 'known' && part.text.includes(role.id))),
    );
}

/** Without the index, which an assignment may write as `[0]` or `.0`, or leave to a splat. */
function principalMark(objectId: string): string {
  return objectId.replace(/(?:\[0\])?\.(?:principal_id|object_id)$/, '');
}

/** Whether an expression holds another, blanks aside. */
function mentions(written: string | undefined, part: string): boolean {
  const text = written?.replaceAll(/\s/g, '') ?? '';
  const mark = part.replaceAll(/\s/g, '');
  const at = text.indexOf(mark);
  return at >= 0 && !/[\w-]/.test(text.charAt(at + mark.length)) && !/[\w.-]/.test(text.charAt(at - 1));
}

/** No scope is the resource group of the deployment. */
function covers(written: string | undefined, scope: Reference, target: Resource): boolean {
  if (written === undefined) return target.language !== 'terraform' && target.mode === 'resource';
  if (/\bazurerm_(?:resource_group|subscription|client_config|management_group)\b/.test(written)) return true;
  return mentions(written, scope.symbol);
}

function textOf(assignment: Resource, path: string): string | undefined {
  const [property] = assignment.find(path);
  return property && assignment.document.source.slice(property.value.range);
}

function assignments(draft: Draft, owner: Resource): readonly Resource[] {
  const documents =
    owner.language === 'terraform'
      ? draft.workspace.inFolder('terraform', folderOf(owner.document.path))
      : [owner.document];
  return documents.flatMap((document) => draft.resources(document)).filter(isAssignment);
}

function assignmentsBeside(draft: Draft, owner: Resource): ReadonlySet<string> {
  return new Set(assignments(draft, owner).map(keyOf));
}

function keyOf({ type, symbol }: Resource): string {
  return `${type} ${symbol}`;
}

function isAssignment(resource: Resource): boolean {
  return resource.isType(ROLE_ASSIGNMENTS) || resource.isType('azurerm_role_assignment');
}
