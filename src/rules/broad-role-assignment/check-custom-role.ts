import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Value } from '../../model/value.ts';
import type { Severity } from '../finding.ts';
import { scopesOf } from './assignment-scope.ts';
import type { BroadRoleContext, BroadRoleMessage } from './messages.ts';

interface DefinitionRow {
  readonly type: string;
  readonly permissions: string;
  readonly actions: string;
  readonly notActions: string;
  /** Where the role can be assigned. */
  readonly scopes: readonly string[];
}

const ROWS: readonly DefinitionRow[] = [
  {
    type: 'Microsoft.Authorization/roleDefinitions',
    permissions: 'properties.permissions[]',
    actions: 'actions',
    notActions: 'notActions',
    scopes: ['properties.assignableScopes[]'],
  },
  {
    type: 'azurerm_role_definition',
    permissions: 'permissions',
    actions: 'actions',
    notActions: 'not_actions',
    // Without a list of them, the scope of the definition is the one.
    scopes: ['assignable_scopes[]', 'scope'],
  },
];

const WRITE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/write';
const WRITE_DEFINITIONS = 'Microsoft.Authorization/roleDefinitions/write';
const READS_KEYS = /\/list(?:account)?(?:keys|secrets|connectionstrings|sas|servicesas|credentials)\/action$/i;

/** Custom roles that allow as much as the built-in ones nobody should be given. */
export function checkCustomRoles(model: InfrastructureModel, context: BroadRoleContext): void {
  for (const declared of model.resources) {
    if (declared.mode !== 'resource') continue;
    const resource = armView(declared) ?? declared;
    const row = ROWS.find(({ type }) => resource.isType(type));
    if (!row) continue;
    const isNarrow = isWithinGroups(resource, row);
    for (const { value } of resource.find(row.permissions)) checkPermission(value, row, isNarrow, context);
  }
}

/** True where the role can be assigned on resource groups and resources only. */
function isWithinGroups(resource: Resource, { scopes }: DefinitionRow): boolean {
  const [values] = scopes.map((path) => resource.find(path)).filter((found) => found.length > 0);
  const levels = (values ?? []).flatMap(({ value }) => scopesOf(value)).map(({ level }) => level);
  return levels.length > 0 && levels.every((level) => level === 'resourceGroup' || level === 'resource');
}

function checkPermission(permission: Value, row: DefinitionRow, isNarrow: boolean, context: BroadRoleContext): void {
  const actions = actionsIn(permission, row.actions);
  const except = actionsIn(permission, row.notActions);
  const allows = ({ pattern }: Action, action: string) =>
    covers(pattern, action) && !except.some((exception) => covers(exception.pattern, action));
  for (const action of actions) {
    const found = judge(action, {
      grantsRoles: allows(action, WRITE_ASSIGNMENTS),
      changesRoles: allows(action, WRITE_DEFINITIONS),
    });
    if (!found || action.value.uri !== context.document.uri) continue;
    const { messageId, severity } = found;
    context.report({ messageId, severity: isNarrow ? milder(severity) : severity, range: action.value.range });
  }
}

function milder(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'information';
}

interface Judged {
  readonly messageId: BroadRoleMessage;
  readonly severity: Severity;
}

interface Escalation {
  readonly grantsRoles: boolean;
  readonly changesRoles: boolean;
}

function judge({ pattern }: Action, { grantsRoles, changesRoles }: Escalation): Judged | undefined {
  if (pattern === '*') {
    return grantsRoles
      ? { messageId: 'customFull', severity: 'error' }
      : { messageId: 'customContributor', severity: 'warning' };
  }
  if (grantsRoles) return { messageId: 'customGrants', severity: 'warning' };
  if (changesRoles) return { messageId: 'customWidens', severity: 'warning' };
  if (READS_KEYS.test(pattern) || pattern === '*/action') {
    return { messageId: 'customKeys', severity: pattern.startsWith('*') ? 'warning' : 'information' };
  }
  return undefined;
}

interface Action {
  readonly pattern: string;
  readonly value: Value;
}

function actionsIn(permission: Value, name: string): readonly Action[] {
  const lists = permission.properties.filter((property) => property.name.toLowerCase() === name.toLowerCase());
  return lists.flatMap((list) =>
    list.value.items.flatMap((value) => {
      const [pattern, ...more] = value.patterns;
      const text = pattern && more.length === 0 ? exactText(pattern) : undefined;
      return text === undefined ? [] : [{ pattern: text, value }];
    }),
  );
}

/** Whether an action with wildcards allows another. Every `*` stands for any text, slashes included. */
function covers(pattern: string, action: string): boolean {
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  if (others.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = others.pop() ?? '';
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
