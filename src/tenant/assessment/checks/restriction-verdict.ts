import { daysOfIsoDuration } from '../../../rules/support/duration.ts';
import type { CredentialRestriction, TenantPolicies } from '../../model/policies.ts';
import type { Verdict } from '../check.ts';
import { days } from '../texts.ts';

const OBJECTS = { applications: 'applications', servicePrincipals: 'service principals' } as const;

/** How the tenant's default policy treats one restriction, for applications and service principals. */
export function restrictionVerdict(
  { defaultAppManagement: policy }: TenantPolicies,
  type: string,
  belowDays?: number,
): Verdict {
  if (!policy?.isEnabled) return { message: "The tenant's default app management policy is off." };
  const problems = (['applications', 'servicePrincipals'] as const).flatMap((kind) => {
    const problem = problemOf(
      policy[kind].find((each) => each.type === type),
      belowDays,
    );
    return problem === undefined ? [] : [`For ${OBJECTS[kind]} \`${type}\` ${problem}.`];
  });
  return problems.length === 0 ? 'pass' : { message: problems.join(' ') };
}

/** @param limit the longest lifetime that should be possible, in days */
function problemOf(restriction: CredentialRestriction | undefined, limit: number | undefined): string | undefined {
  if (!restriction) return 'is not set';
  if (!restriction.isEnabled) return 'is off';
  if (restriction.createdAfter !== undefined) {
    return `holds only for those made since ${restriction.createdAfter.slice(0, 10)}`;
  }
  if (limit === undefined) return undefined;
  const max = restriction.maxLifetime === undefined ? undefined : daysOfIsoDuration(restriction.maxLifetime);
  if (max === undefined) return 'has no lifetime';
  // Entra asks for "less than": to allow 180 days the policy says 181.
  return max > limit + 1 ? `allows ${days(Math.ceil(max) - 1)}, and ${limit} are asked for` : undefined;
}
