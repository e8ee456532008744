import { folderOf } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { narrowerRoles } from '../catalogue/narrower-roles.ts';
import type { PrivilegedRole } from '../catalogue/privileged-roles.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import type { RoleGrant } from './grants.ts';
import type { BroadRoleContext } from './messages.ts';

/** Narrower roles for the kind of resource, or a narrower scope, where one edit writes them. */
export function narrowerFixes(grant: RoleGrant, role: PrivilegedRole, context: BroadRoleContext): readonly Fix[] {
  return role.privilege === 'privileged' || role.privilege === 'data'
    ? scopeFixes(grant, role, context)
    : roleFixes(grant, role, context);
}

const RENAME =
  'Give the assignment another name where that is fixed and does not depend on the role: the role of an assignment ' +
  'that exists cannot be changed.';

function roleFixes({ scope, role: property }: RoleGrant, role: PrivilegedRole, context: BroadRoleContext) {
  if (scope.level !== 'resource' || scope.resourceType === undefined) return [];
  return narrowerRoles(scope.resourceType).flatMap((narrower): readonly Fix[] => {
    const edit =
      replaceIn(property, role.id, narrower.id, context) ?? replaceIn(property, role.name, narrower.name, context);
    const edits = editsOf(context.document.uri, edit);
    if (!edits) return [];
    return [
      {
        title: `Assign ${narrower.name} instead of ${role.name}`,
        safety: 'needs-review',
        edits,
        followUps: [
          `Check that the principal does nothing else on this resource than ${narrower.name} allows.`,
          RENAME,
        ],
      },
    ];
  });
}

/** Changes a text that stands once in the value, and is not followed from elsewhere. */
function replaceIn(
  { value }: RoleGrant['role'],
  from: string,
  to: string,
  { document }: BroadRoleContext,
): readonly TextEdit[] | undefined {
  if (value.uri !== document.uri) return undefined;
  const text = document.source.slice(value.range).toLowerCase();
  const at = text.indexOf(from.toLowerCase());
  if (at < 0 || text.indexOf(from.toLowerCase(), at + 1) >= 0) return undefined;
  // The whole of a text, or the id at the end of one: not a name that a local happens to share.
  if (!/['"/]/.test(text.charAt(at - 1)) || !/['"]/.test(text.charAt(at + from.length))) return undefined;
  const start = value.range.start + at;
  return [{ range: { start, end: start + from.length }, newText: to }];
}

/** More are no quick choice. */
const MAX_GROUPS = 3;

function scopeFixes({ resource }: RoleGrant, role: PrivilegedRole, { document, workspace }: BroadRoleContext) {
  const scope = resource?.find('scope')[0];
  if (!resource?.isType('azurerm_role_assignment') || !scope || scope.value.uri !== document.uri) return [];
  const groups = workspace
    .inFolder('terraform', folderOf(document.path))
    .flatMap((file) => modelOf(file, workspace).infrastructure?.resources ?? [])
    .filter((group) => group.isType('azurerm_resource_group') && group.mode === 'resource' && !group.isLoop);
  if (groups.length > MAX_GROUPS) return [];
  return groups.flatMap(({ symbol }): readonly Fix[] => {
    const raw = `azurerm_resource_group.${symbol}.id`;
    const edits = editsOf(document.uri, resource.editor.replaceValue(scope, { raw }));
    if (!edits) return [];
    return [
      {
        title: `Assign ${role.name} on the resource group ${symbol} only`,
        safety: 'needs-review',
        edits,
        followUps: ['Check that the principal works on nothing outside of this resource group.'],
      },
    ];
  });
}
