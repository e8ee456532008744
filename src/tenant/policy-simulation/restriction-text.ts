import type { DecidingRestriction } from './restrictions.ts';

/** Which restriction it is and where it comes from: `passwordLifetime of the tenant's default policy`. */
export function restrictionText({ restriction, policy, policyName }: DecidingRestriction): string {
  const source = policy === 'custom' ? `the policy "${policyName ?? ''}"` : "the tenant's default policy";
  return `\`${restriction.type}\` of ${source}`;
}
