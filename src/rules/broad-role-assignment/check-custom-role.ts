import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Value } from '../../model/value.ts';
import type { Severity } from '../finding.ts';
import type { BroadRoleContext, BroadRoleMessage } from './messages.ts';

interface DefinitionRow {
  readonly type: string;
  readonly permissions: string;
  readonly actions: string;
  readonly notActions: string;
}

const ROWS: readonly DefinitionRow[] = [
  {
    type: 'Microsoft.Authorization/roleDefinitions',
    permissions: 'properties.permissions[]',
    actions: 'actions',
    notActions: 'notActions',
  },
  {
    type: 'azurerm_role_definition',
    permissions: 'permissions',
    actions: 'actions',
    notActions: 'not_actions',
  },
];

const WRITE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/write';
const READS_KEYS = /\/list(?:account)?(?:keys|secrets|connectionstrings|sas|servicesas|credentials)\/action$/i;

/** Custom roles that allow as much as the built-in ones nobody should be given. */
export function checkCustomRoles(model: InfrastructureModel, context: BroadRoleContext): void {
  for (const declared of model.resources) {
    if (declared.mode !== 'resource') continue;
    const resource = armView(declared) ?? declared;
    const row = ROWS.find(({ type }) => resource.isType(type));
    if (!row) continue;
    for (const { value } of resource.find(row.permissions)) checkPermission(value, row, context);
  }
}

function checkPermission(permission: Value, row: DefinitionRow, context: BroadRoleContext): void {
  const actions = actionsIn(permission, row.actions);
  const except = actionsIn(permission, row.notActions);
  const grantsRoles = ({ pattern }: Action) =>
    covers(pattern, WRITE_ASSIGNMENTS) && !except.some((exception) => covers(exception.pattern, WRITE_ASSIGNMENTS));
  for (const action of actions) {
    const found = judge(action, grantsRoles(action));
    if (!found || action.value.uri !== context.document.uri) continue;
    context.report({ ...found, range: action.value.range });
  }
}

function judge(
  { pattern }: Action,
  grantsRoles: boolean,
): { readonly messageId: BroadRoleMessage; readonly severity: Severity } | undefined {
  if (pattern === '*') {
    return grantsRoles
      ? { messageId: 'customFull', severity: 'error' }
      : { messageId: 'customContributor', severity: 'warning' };
  }
  if (grantsRoles) return { messageId: 'customGrants', severity: 'warning' };
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
