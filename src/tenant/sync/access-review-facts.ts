import type { AccessReview } from '../model/policies.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/**
 * An item of `identityGovernance/accessReviews/definitions`; undefined where it does not ask which service principals
 * hold directory roles. Its scope comes in two shapes (Graph docs, "Configure the scope of your access review
 * definition"): one query over role assignments, or principals and resources apart.
 */
export function accessReviewOf(item: Raw): Omit<AccessReview, 'lastStarted' | 'principals'> | undefined {
  const id = idOf(item['id']);
  const scope = item['scope'] as Raw | null | undefined;
  const roles = scope && (rolesOfAssignments(scope) ?? rolesOfMemberships(scope));
  if (id === undefined || !roles) return undefined;
  const settings = item['settings'] as Raw | null | undefined;
  const recurrence = settings?.['recurrence'] as Raw | null | undefined;
  return {
    id,
    displayName: textOf(item['displayName']) ?? id,
    status: textOf(item['status']) ?? 'unknown',
    roles: [...new Set(roles)].sort(),
    isRecurring: recurrence !== undefined && recurrence !== null && recurrence['pattern'] !== null,
  };
}

/** `/roleManagement/directory/roleAssignmentScheduleInstances?$filter=(isof(principal,'...') and roleDefinitionId eq '...')`. */
function rolesOfAssignments(scope: Raw): readonly string[] | undefined {
  const query = queryOf(scope);
  if (!/\/roleManagement\/directory\/role(?:Assignment|Eligibility)/i.test(query)) return undefined;
  if (!/isof\(\s*principal\s*,\s*'microsoft\.graph\.servicePrincipal'/i.test(query)) return undefined;
  return rolesIn(query);
}

/** `principalScopes` and `resourceScopes` of a `principalResourceMembershipsScope`. */
function rolesOfMemberships(scope: Raw): readonly string[] | undefined {
  const queries = (name: string) => (listOf(scope[name]) as Raw[]).map(queryOf);
  if (!queries('principalScopes').some((query) => /\/servicePrincipals(?:\?|\/?$)/i.test(query))) return undefined;
  const roles = queries('resourceScopes').filter((query) =>
    /\/roleManagement\/directory\/roleDefinitions/i.test(query),
  );
  return roles.length === 0 ? undefined : roles.flatMap(rolesIn);
}

/** A query that names no role is about all. */
function rolesIn(query: string): readonly string[] {
  return query.toLowerCase().match(GUID) ?? ['All'];
}

function queryOf(scope: Raw | null | undefined): string {
  const query = textOf(scope?.['query']) ?? '';
  return query.includes('%') ? decoded(query) : query;
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/** The round that began last. */
export function latestRound(rounds: readonly Raw[]): { readonly id: string; readonly started?: string } | undefined {
  const found = rounds.flatMap((round) => {
    const id = textOf(round['id']);
    const started = timeOf(round['startDateTime']);
    return id === undefined ? [] : [{ id, ...(started !== undefined && { started }) }];
  });
  return found.sort((a, b) => (Date.parse(a.started ?? '') || 0) - (Date.parse(b.started ?? '') || 0)).at(-1);
}

/** Object ids of those whom the decisions are about. */
export function principalsOf(decisions: readonly Raw[]): readonly string[] {
  const ids = decisions.map((decision) => idOf((decision['principal'] as Raw | null | undefined)?.['id']));
  return [...new Set(ids.filter((id) => id !== undefined))].sort();
}
