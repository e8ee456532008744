import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource, TargetScope } from '../../model/resource.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import type { Value, ValueSource } from '../../model/value.ts';

/** What a role assignment covers, widest first. */
export type ScopeLevel = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup' | 'resource' | 'unknown';

export interface AssignmentScope {
  readonly level: ScopeLevel;
  /** The type of the one resource, where it is known. */
  readonly resourceType?: string;
}

const WIDEST_FIRST: readonly ScopeLevel[] = ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'unknown'];

/** The widest of what the scope of an assignment can be. */
export function assignmentScope(assignment: Resource, model: InfrastructureModel): AssignmentScope {
  const [scope] = assignment.find('scope');
  if (assignment.language === 'terraform') {
    const value = scope?.value ?? assignment.find('parent_id')[0]?.value;
    return value ? widest(scopesOf(value)) : { level: 'unknown' };
  }
  if (/\/providers\//i.test(assignment.type)) return { level: 'resource' };
  if (scope) return widest(scopesOf(scope.value, 'resource'));
  return { level: targetOf(assignment, model) };
}

/** A template in a deployment goes where the deployment does. */
function targetOf(assignment: Resource, model: InfrastructureModel): TargetScope {
  if (assignment.language !== 'arm-json') return model.targetScope ?? 'resourceGroup';
  const around = model.resources.filter(
    (resource) =>
      resource.isType('Microsoft.Resources/deployments') &&
      resource.range.start < assignment.range.start &&
      resource.range.end > assignment.range.end,
  );
  const innermost = around.at(-1);
  if (!innermost) return model.targetScope ?? 'resourceGroup';
  if (innermost.find('resourceGroup').length > 0) return 'resourceGroup';
  // Deployments to a resource group have no location.
  return innermost.find('location').length > 0 ? 'subscription' : (model.targetScope ?? 'resourceGroup');
}

function widest(scopes: readonly AssignmentScope[]): AssignmentScope {
  for (const level of WIDEST_FIRST) if (scopes.some((scope) => scope.level === level)) return { level };
  const [first, ...more] = scopes;
  if (!first) return { level: 'unknown' };
  return more.every(({ resourceType }) => resourceType === first.resourceType) ? first : { level: 'resource' };
}

/** Every scope that an id can be the id of; where none can be told, `otherwise`. */
export function scopesOf(value: Value, otherwise: ScopeLevel = 'unknown'): readonly AssignmentScope[] {
  const texts = value.patterns.filter(({ parts }) => parts.some(({ kind }) => kind === 'known'));
  const ofTexts = texts.map((pattern) => scopeOfText(pattern, value));
  if (texts.length > 0 && texts.length === value.patterns.length) return ofTexts;
  const ofSources = value.sources.map(scopeOfSource).filter((scope) => scope !== undefined);
  const scopes = [...ofTexts, ...ofSources];
  return scopes.length > 0 ? scopes : [{ level: otherwise }];
}

/** Reads a resource id, in which unknown parts are no slashes. */
function scopeOfText(pattern: StringPattern, value: Value): AssignmentScope {
  const [first] = pattern.parts;
  const text = pattern.parts.map((part) => (part.kind === 'known' ? part.text : '?')).join('');
  if (exactText(pattern) === '/') return { level: 'tenant' };
  // Templates name a resource beside the assignment by type and name.
  const relative = /^([a-z]+\.[a-z.]+\/[a-z]+)\//i.exec(text)?.[1];
  if (relative !== undefined) return { level: 'resource', resourceType: relative };
  if (first?.kind === 'unknown') {
    const base = value.sources.map(scopeOfSource).find((scope) => scope !== undefined);
    if (!text.startsWith('?/')) return { level: 'unknown' };
    return behind(base?.level ?? 'unknown', text.slice(1));
  }
  return behind('tenant', text);
}

/** What an id is that begins with that of a scope. */
function behind(level: ScopeLevel, rest: string): AssignmentScope {
  const text = rest.replace(/\/$/, '');
  if (/^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/i.test(text)) return { level: 'managementGroup' };
  // A variable in an id may be empty by default.
  if (/^\/subscriptions(?:\/[^/]+)?$/i.test(text)) return { level: 'subscription' };
  if (/^(?:\/subscriptions\/[^/]*)?\/resourceGroups(?:\/[^/]+)?$/i.test(text)) return { level: 'resourceGroup' };
  if (text === '') return { level };
  const type = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(text)?.[1];
  if (text.includes('/providers/')) return { level: 'resource', ...(type ? { resourceType: type } : {}) };
  return { level: 'unknown' };
}

const LEVEL_OF_TYPE: Readonly<Record<string, ScopeLevel>> = {
  azurerm_subscription: 'subscription',
  azurerm_client_config: 'subscription',
  azurerm_management_group: 'managementGroup',
  azurerm_resource_group: 'resourceGroup',
  'microsoft.management/managementgroups': 'managementGroup',
  'microsoft.resources/resourcegroups': 'resourceGroup',
  'microsoft.subscription/aliases': 'subscription',
};

const LEVEL_OF_FUNCTION: Readonly<Record<string, ScopeLevel>> = {
  tenant: 'tenant',
  managementgroup: 'managementGroup',
  subscription: 'subscription',
  resourcegroup: 'resourceGroup',
};

function scopeOfSource(source: ValueSource): AssignmentScope | undefined {
  if (source.kind === 'function') {
    const level = LEVEL_OF_FUNCTION[source.name.toLowerCase()];
    return level && { level };
  }
  if (source.kind !== 'attribute') return undefined;
  if (source.of === 'other') {
    const level = LEVEL_OF_FUNCTION[source.name.replace('()', '').toLowerCase()];
    return level && { level };
  }
  if (source.of === 'module' || source.type === '') return undefined;
  const level = LEVEL_OF_TYPE[source.type.toLowerCase()];
  if (level) return { level };
  return /(?:^|[._])id$/.test(source.path) || source.path === ''
    ? { level: 'resource', resourceType: source.type }
    : undefined;
}
