import type { InfrastructureModel, ModuleCall } from '../../model/resource.ts';
import type { ValueSource } from '../../model/value.ts';
import { containsRange, type Range } from '../../text/range.ts';
import { namesPrivilegedRole, type PrivilegedRole, privilegedRole } from '../catalogue/privileged-roles.ts';
import { declarationsOf } from '../support/declarations.ts';
import type { ScopeLevel } from './assignment-scope.ts';
import { declaredGrants, passedGrants, type RoleGrant } from './grants.ts';
import type { BroadRoleContext } from './messages.ts';
import { narrowerFixes } from './narrower-fixes.ts';
import { roleKeys } from './role-keys.ts';
import { type RoleWeight, weigh } from './weight.ts';

const SCOPES: Readonly<Record<ScopeLevel, string>> = {
  tenant: 'the root of the tenant',
  managementGroup: 'a management group',
  subscription: 'a subscription',
  resourceGroup: 'a resource group',
  resource: 'a resource',
  unknown: 'a scope that is not known here',
};

export function checkGrants(model: InfrastructureModel, context: BroadRoleContext): void {
  for (const grant of declaredGrants(model)) {
    const judged = judge(grant, context);
    if (judged) report(grant, judged, placeOf(grant, judged.role, context), context);
  }
  checkModules(model, context);
}

/** What is passed to modules that take roles, and roles written down here that modules hand on. */
function checkModules(model: InfrastructureModel, context: BroadRoleContext): void {
  const { source } = context.document;
  const handed: ModuleCall[] = [];
  for (const call of model.modules) {
    const passed = passedGrants(call, model);
    for (const grant of passed) {
      const judged = judge(grant, context);
      if (judged) report(grant, judged, placeOf(grant, judged.role, context), context);
    }
    // A verified module makes its assignments of what was just judged.
    const mayPassRole = passed.length === 0 && MAY_PASS_ROLE.test(source.slice(call.range));
    if (mayPassRole) handed.push(call);
  }
  // To follow modules is dear, and of no use where no role is written down that they could hand on.
  if (handed.length === 0 || !namesPrivilegedRole(source.text)) return;
  const taken = new Set<number>();
  for (const call of handed) checkWithin(call, context, taken);
}

const MAY_PASS_ROLE = /role|owner|contributor|[0-9a-f]{8}-/i;

function checkWithin(call: ModuleCall, context: BroadRoleContext, taken: Set<number>): void {
  for (const grant of grantsWithin(call, 0)) {
    const judged = judge(grant, context);
    const place = judged && placeHere(grant, judged.role, context);
    if (!judged || !place || taken.has(place.start)) continue;
    taken.add(place.start);
    report(grant, judged, place, context);
  }
}

/** How deep modules in modules are followed for a role that is handed on. */
const MAX_DEPTH = 3;

function grantsWithin(call: ModuleCall, depth: number): readonly RoleGrant[] {
  const { target } = call;
  if (!target || depth >= MAX_DEPTH) return [];
  return [...declaredGrants(target), ...target.modules.flatMap((inner) => grantsWithin(inner, depth + 1))];
}

interface Judged extends RoleWeight {
  readonly role: PrivilegedRole;
  /** False where the value can be another role, too. */
  readonly isCertain: boolean;
}

const ORDER = ['error', 'warning', 'information', 'hint'];

/** The heaviest of the roles that a grant can give. */
function judge(grant: RoleGrant, context: BroadRoleContext): Judged | undefined {
  const keys = roleKeys(grant.role.value, declarationsOf(grant.model, context.workspace));
  if (keys.length > 1 && !givesEach(grant, context)) return undefined;
  const judged = keys.flatMap((key): readonly Judged[] => {
    const role = privilegedRole(key);
    const weight = role && weigh(role, grant.scope.level, grant);
    return role && weight ? [{ role, ...weight, isCertain: keys.length === 1 }] : [];
  });
  return judged.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))[0];
}

/** True where each of several roles is given, by a loop, or one of two on a condition; not where the caller picks one. */
function givesEach({ resource, role, model }: RoleGrant, { document }: BroadRoleContext): boolean {
  const { patterns } = role.value;
  if (patterns.some((pattern) => pattern.parts.every(({ kind }) => kind === 'unknown'))) return false;
  const choice = model.language === 'arm-json' ? /\bif\s*\(/i : /\?(?![.?[])/;
  const isChoice = model.document.uri === document.uri && choice.test(document.source.slice(role.value.range));
  return resource?.isLoop === true || isChoice;
}

/** Where the caller writes the role down; undefined where the module does so itself, and has its own finding. */
function placeHere({ role }: RoleGrant, found: PrivilegedRole, { document }: BroadRoleContext): Range | undefined {
  return role.value.sources.find((source): source is ValueSource & { readonly kind: 'literal' } => {
    if (source.kind !== 'literal' || source.location.uri !== document.uri) return false;
    const text = document.source.slice(source.location.range).toLowerCase();
    return text.includes(found.id) || text.includes(found.name.toLowerCase());
  })?.location.range;
}

/** The text that says which role it is, where that stands in the value. */
function placeOf(grant: RoleGrant, role: PrivilegedRole, context: BroadRoleContext): Range {
  const { range } = grant.role.value;
  const written = placeHere(grant, role, context);
  return written && containsRange(range, written) ? written : range;
}

function report(grant: RoleGrant, judged: Judged, range: Range, context: BroadRoleContext): void {
  const { messageId, severity, role, isCertain } = judged;
  const isHere = grant.resource?.document.uri === context.document.uri;
  context.report({
    messageId,
    data: { role: role.name, scope: SCOPES[grant.scope.level] },
    range,
    severity,
    confidence: isCertain && grant.scope.level !== 'unknown' ? 'high' : 'medium',
    fixes: isHere && isCertain ? narrowerFixes(grant, role, context) : [],
  });
}
