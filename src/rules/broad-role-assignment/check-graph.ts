import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property, Value } from '../../model/value.ts';
import { broadGraphPermission, type GraphPermission, SITES_SELECTED } from '../catalogue/graph-permissions.ts';
import type { Fix } from '../finding.ts';
import { declarationsOf } from '../support/declarations.ts';
import { editsOf } from '../support/edits.ts';
import type { BroadRoleContext } from './messages.ts';
import { mentionsIn, type PermissionMention } from './permission-mentions.ts';

/** Where code gives or asks for an application permission. Facts: azuread 3.9.0, Microsoft Graph v1.0 types. */
const GIVEN: Readonly<Record<string, string>> = {
  azuread_app_role_assignment: 'app_role_id',
  'microsoft.graph/approleassignedto': 'appRoleId',
  'microsoft.graph/serviceprincipals/approleassignedto': 'appRoleId',
  'microsoft.graph/serviceprincipals/approleassignments': 'appRoleId',
};
const REQUESTED: Readonly<Record<string, string>> = {
  azuread_application: 'required_resource_access.resource_access',
  'microsoft.graph/applications': 'requiredResourceAccess[].resourceAccess[]',
};
const REQUESTED_IDS: Readonly<Record<string, string>> = { azuread_application_api_access: 'role_ids' };

export function checkGraph(model: InfrastructureModel, context: BroadRoleContext): void {
  const find = declarationsOf(model, context.workspace);
  for (const declared of model.resources) {
    if (declared.mode !== 'resource') continue;
    const resource = armView(declared) ?? declared;
    const type = resource.type.toLowerCase();
    const mentions = (properties: readonly Pick<Property, 'value'>[]) =>
      properties.flatMap((property) => mentionsIn(declared, property, find, context));
    for (const mention of mentions(resource.find(GIVEN[type] ?? NOWHERE))) reportGiven(mention, context);
    const ids = resource.find(REQUESTED[type] ?? NOWHERE).flatMap(({ value }) => applicationRoleIds(value));
    const listed = resource.find(REQUESTED_IDS[type] ?? NOWHERE).flatMap(({ value }) => value.items);
    for (const mention of mentions([...ids, ...listed.map((value) => ({ value }))])) reportRequested(mention, context);
    checkDelegated(resource, context);
  }
}

/** A path that no resource has. */
const NOWHERE = 'none';

/** The `id` of an entry whose type is `Role`; `Scope` stands for a delegated permission. */
function applicationRoleIds(entry: Value): readonly Property[] {
  const named = (name: string) => entry.properties.filter((property) => property.name === name);
  const isRole = named('type').some(({ value }) => value.patterns.some((pattern) => exactText(pattern) === 'Role'));
  return isRole ? named('id') : [];
}

function reportGiven({ permission, range }: PermissionMention, context: BroadRoleContext): void {
  const isTakeover = permission.reach === 'takeover';
  context.report({
    messageId: isTakeover ? 'graphTakeover' : 'graphTenantWide',
    data: { role: permission.name, instead: alternativeTo(permission) },
    range,
    severity: isTakeover ? 'error' : 'warning',
    fixes: selectedSitesFix(permission, range, context),
  });
}

function reportRequested({ permission, range }: PermissionMention, context: BroadRoleContext): void {
  const isTakeover = permission.reach === 'takeover';
  const power = isTakeover ? 'leads to Global Administrator' : 'reaches everybody in the tenant';
  context.report({
    messageId: 'graphRequest',
    data: { role: permission.name, power, instead: alternativeTo(permission) },
    range,
    severity: isTakeover ? 'warning' : 'information',
    fixes: selectedSitesFix(permission, range, context),
  });
}

const ALTERNATIVES: readonly (readonly [RegExp, string])[] = [
  [/^(?:Sites|Files)\./, '`Sites.Selected`, which is given for one site at a time'],
  [/^(?:Application\.ReadWrite\.All|Directory\.)/, '`Application.ReadWrite.OwnedBy`'],
  [/^Application\./, 'ownership of the one application that it manages'],
  [/^Group/, 'ownership of the groups that it manages'],
  [/^Mail/, 'a role for applications in Exchange Online, limited to the mailboxes it works on'],
  [/^User/, 'a directory role whose scope is an administrative unit'],
  [/^(?:Role|Privileged|AppRole|DelegatedPermission)/, 'an assignment that a person makes through a reviewed request'],
];

function alternativeTo({ name }: GraphPermission): string {
  return (
    ALTERNATIVES.find(([pattern]) => pattern.test(name))?.[1] ?? 'one that reads only, or covers owned objects only'
  );
}

function selectedSitesFix(
  { id, name }: GraphPermission,
  range: PermissionMention['range'],
  { document }: BroadRoleContext,
): readonly Fix[] {
  if (!/^Sites\./.test(name)) return [];
  const text = document.source.slice(range);
  const [from, to] = text.includes(name) ? [name, SITES_SELECTED.name] : [id, SITES_SELECTED.id];
  const at = text.toLowerCase().indexOf(from.toLowerCase());
  if (at < 0) return [];
  const start = range.start + at;
  const edits = editsOf(document.uri, [{ range: { start, end: start + from.length }, newText: to }]);
  if (!edits) return [];
  const followUps = [
    'Give the application its permission on each site it works on, with `POST /sites/{id}/permissions`.',
  ];
  return [{ title: `Use Sites.Selected instead of ${name}`, safety: 'needs-review', edits, followUps }];
}

/** Delegated permissions that are granted for all users at once. */
function checkDelegated(resource: Resource, context: BroadRoleContext): void {
  for (const value of delegatedToAll(resource)) {
    for (const pattern of value.uri === context.document.uri ? value.patterns : []) {
      const names = (exactText(pattern) ?? '').split(/\s+/).filter((name) => name !== '');
      const broad = names.map(broadGraphPermission).find((permission) => permission?.reach === 'takeover');
      if (!broad) continue;
      context.report({ messageId: 'graphDelegated', data: { role: broad.name }, range: value.range });
      break;
    }
  }
}

function delegatedToAll(resource: Resource): readonly Value[] {
  if (resource.isType('Microsoft.Graph/oauth2PermissionGrants')) {
    const isForAll = resource
      .find('consentType')
      .some(({ value }) => value.patterns.some((pattern) => exactText(pattern) === 'AllPrincipals'));
    return isForAll ? resource.find('scope').map(({ value }) => value) : [];
  }
  if (resource.isType('azuread_service_principal_delegated_permission_grant')) {
    if (resource.find('user_object_id').length > 0) return [];
    return resource.find('claim_values').flatMap(({ value }) => value.items);
  }
  return [];
}
