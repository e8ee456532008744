import type { ConditionalAccessPolicy } from '../model/policies.ts';
import { conditionalAccessPolicyOf } from '../sync/policy-facts.ts';
import type { Raw } from '../sync/raw.ts';
import type { DifferenceLine } from './difference.ts';
import { saysSame } from './graph-body.ts';

/**
 * A Conditional Access policy for workload identities: it blocks, which is the only control there is. It begins in
 * report-only mode; there is no draft of one that is on.
 */
export interface ConditionalAccessDraft {
  readonly displayName: string;
  /** Object ids of service principals, or `ServicePrincipalsInMyTenant`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Empty where the risk does not matter. */
  readonly riskLevels: readonly string[];
  /** Ids of named locations, or `AllTrusted`, from which signing in stays possible; undefined where it does not matter. */
  readonly exceptFrom?: readonly string[];
}

export const ALL_IN_TENANT = 'ServicePrincipalsInMyTenant';

/** The body that makes it. Source: Microsoft Learn, "Conditional Access for workload identities". */
export function conditionalAccessBody(draft: ConditionalAccessDraft): Raw {
  const { displayName, include, exclude, riskLevels, exceptFrom } = draft;
  return {
    displayName,
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      applications: { includeApplications: ['All'] },
      clientApplications: { includeServicePrincipals: include, excludeServicePrincipals: exclude },
      ...(riskLevels.length > 0 && { servicePrincipalRiskLevels: riskLevels }),
      ...(exceptFrom && { locations: { includeLocations: ['All'], excludeLocations: exceptFrom } }),
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  };
}

/** A draft as the inventory holds policies, to tell whom it reaches. */
export function asPolicy(draft: ConditionalAccessDraft): ConditionalAccessPolicy {
  const policy = conditionalAccessPolicyOf({ ...conditionalAccessBody(draft), id: 'draft' });
  if (!policy) throw new TypeError('A policy for workload identities includes some.');
  return policy;
}

/** What of it is made otherwise. Undefined stands for a policy that is not there. */
export function conditionalAccessDifference(
  before: Raw | undefined,
  after: Raw | undefined,
): readonly DifferenceLine[] {
  const [old, next] = [factsOf(before), factsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  const lines = names.flatMap((what) => {
    const [was, is] = [old[what] ?? NONE, next[what] ?? NONE];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
  if (lines.length > 0 || saysSame(before, after)) return lines;
  return [{ what: 'Other conditions', before: 'as they are', after: 'as they were' }];
}

const NONE = 'none';

const STATES: Readonly<Record<string, string>> = {
  enabled: 'on: it blocks',
  disabled: 'off',
  enabledForReportingButNotEnforced: 'report-only: it blocks nothing',
};

function factsOf(body: Raw | undefined): Readonly<Record<string, string>> {
  if (!body) return { State: 'does not exist' };
  const policy = conditionalAccessPolicyOf({ ...body, id: 'any' });
  const facts: Readonly<Record<string, string | undefined>> = {
    State: STATES[String(body['state'])] ?? String(body['state']),
    Name: String(body['displayName']),
    'Applies to': policy && namesOf(policy.include, policy.filter),
    'Except for': policy && namesOf(policy.exclude),
    'At the risk': policy && namesOf(policy.riskLevels),
    'From the locations': policy && namesOf(policy.includeLocations),
    'Except from the locations': policy && namesOf(policy.excludeLocations),
    Does: policy?.blocks ? 'block' : undefined,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

/** More of them are a number. */
const MAX_NAMED = 4;

function namesOf(ids: readonly string[], filter?: string): string | undefined {
  const all = [
    ...ids.map((id) => (id === ALL_IN_TENANT ? 'all service principals of the tenant' : id)),
    ...(filter === undefined ? [] : [`a filter: ${filter}`]),
  ];
  if (all.length === 0) return undefined;
  const more = all.length - MAX_NAMED;
  return more > 0 ? `${all.slice(0, MAX_NAMED).join(', ')} and ${more} more` : all.join(', ');
}
