import { daysOfIsoDuration } from '../../../rules/support/duration.ts';
import type { CredentialRestriction, TenantPolicies } from '../../model/policies.ts';
import type { SectionName } from '../../model/section.ts';
import { better, type ChangeOf, worse } from './change.ts';

/** How the policies of the tenant have changed, as far as they were read in both inventories. */
export function policyChanges(
  before: TenantPolicies,
  after: TenantPolicies,
  comparable: ReadonlySet<SectionName>,
): readonly ChangeOf[] {
  return [
    ...(comparable.has('app-management-policies') ? defaultPolicyChanges(before, after) : []),
    ...(comparable.has('conditional-access') ? conditionalAccessChanges(before, after) : []),
  ];
}

function defaultPolicyChanges(before: TenantPolicies, after: TenantPolicies): readonly ChangeOf[] {
  return (['applications', 'servicePrincipals'] as const).flatMap((kind) => {
    const objects = kind === 'applications' ? 'applications' : 'service principals';
    const inForce = ({ defaultAppManagement: policy }: TenantPolicies) =>
      policy?.isEnabled ? policy[kind].filter(({ isEnabled }) => isEnabled) : [];
    const [old, current] = [inForce(before), inForce(after)];
    const types = new Set([...old, ...current].map(({ type }) => type));
    return [...types].flatMap((type): ChangeOf[] => {
      const find = (list: readonly CredentialRestriction[]) => list.find((each) => each.type === type);
      const step = strictness(find(current)) - strictness(find(old));
      const what = `\`${type}\` of the default app management policy for ${objects}`;
      if (step > 0) return [better('policy-strengthened', `${what} asks for more than before.`)];
      return step < 0 ? [worse('policy-weakened', 'medium', `${what} asks for less than before.`)] : [];
    });
  });
}

/** For comparing one restriction with itself: 0 is none, the more the stricter. */
function strictness(restriction: CredentialRestriction | undefined): number {
  if (!restriction) return 0;
  const days = restriction.maxLifetime === undefined ? undefined : daysOfIsoDuration(restriction.maxLifetime);
  const scope = restriction.createdAfter === undefined ? 2 : 1;
  return scope + (days === undefined ? 0 : 1 / (1 + days));
}

const STATES = ['disabled', 'report-only', 'enabled'] as const;

function conditionalAccessChanges(before: TenantPolicies, after: TenantPolicies): readonly ChangeOf[] {
  const old = new Map(before.conditionalAccess.map((policy) => [policy.id, policy]));
  const changes: ChangeOf[] = [];
  for (const policy of after.conditionalAccess) {
    const earlier = old.get(policy.id);
    old.delete(policy.id);
    const step = STATES.indexOf(policy.state) - STATES.indexOf(earlier?.state ?? 'disabled');
    const what = `The Conditional Access policy "${policy.displayName}" is ${policy.state} now.`;
    if (step > 0) changes.push(better('policy-strengthened', what));
    if (step < 0) changes.push(worse('policy-weakened', 'medium', what));
    const excluded = policy.exclude.filter((id) => earlier && !earlier.exclude.includes(id));
    if (excluded.length > 0 && policy.state === 'enabled') {
      const message = `The Conditional Access policy "${policy.displayName}" leaves out ${excluded.length} more.`;
      changes.push(worse('policy-weakened', 'medium', message));
    }
  }
  for (const { displayName, state } of old.values()) {
    const message = `The Conditional Access policy "${displayName}" is gone.`;
    if (state !== 'disabled') changes.push(worse('policy-weakened', 'medium', message));
  }
  return changes;
}
