import type { PrivilegedRole } from '../catalogue/privileged-roles.ts';
import type { Severity } from '../finding.ts';
import type { ScopeLevel } from './assignment-scope.ts';
import type { BroadRoleMessage } from './messages.ts';

export interface RoleWeight {
  readonly messageId: BroadRoleMessage;
  readonly severity: Severity;
}

type Weights = Readonly<Partial<Record<ScopeLevel, Severity>>>;

const WIDE = (severity: Severity): Weights => ({
  tenant: severity,
  managementGroup: severity,
  subscription: severity,
});

const WEIGHTS: Readonly<Record<'grantsRoles' | 'fullControl' | 'privileged' | 'wideData' | 'limitedGrant', Weights>> = {
  grantsRoles: { ...WIDE('error'), resourceGroup: 'warning', unknown: 'warning', resource: 'information' },
  fullControl: { ...WIDE('error'), resourceGroup: 'warning', unknown: 'information', resource: 'information' },
  privileged: WIDE('warning'),
  wideData: WIDE('warning'),
  limitedGrant: WIDE('information'),
};

const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** The roles that are there to give others; the rest does so in passing, and mostly for one kind of resource. */
const ADMINISTRATORS: ReadonlySet<string> = new Set([
  OWNER,
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
]);

/** How much a role on a scope matters; undefined where it is none of this rule's business. */
export function weigh(
  role: PrivilegedRole,
  level: ScopeLevel,
  { hasCondition, isEligible }: { readonly hasCondition: boolean; readonly isEligible: boolean },
): RoleWeight | undefined {
  const messageId = messageOf(role, hasCondition);
  let severity = WEIGHTS[messageId][level];
  if (messageId === 'grantsRoles' && !ADMINISTRATORS.has(role.id)) severity = milder(severity);
  if (isEligible) severity = milder(severity);
  return severity && { messageId, severity };
}

/** A condition limits which roles may be given; all the other actions of Owner stay. */
function messageOf({ id, privilege }: PrivilegedRole, hasCondition: boolean): keyof typeof WEIGHTS {
  if (privilege === 'privileged') return 'privileged';
  if (privilege === 'data') return 'wideData';
  if (privilege === 'full') return 'fullControl';
  if (!hasCondition) return 'grantsRoles';
  return id === OWNER ? 'fullControl' : 'limitedGrant';
}

function milder(severity: Severity | undefined): Severity | undefined {
  if (severity === 'error') return 'warning';
  return severity === 'warning' ? 'information' : undefined;
}
