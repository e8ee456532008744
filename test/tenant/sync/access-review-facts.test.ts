import { describe, expect, it } from 'vitest';
import { accessReviewOf, latestRound, principalsOf } from '../../../src/tenant/sync/access-review-facts.ts';

const ID = '6af553ce-104d-4842-ab5f-67d7b556e9c3';
const ROLE = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';
const OTHER = '62e90394-69f5-4237-9190-012177145e10';

const query = (text: string) => ({ query: text, queryType: 'MicrosoftGraph' });
const assignments = (type: string, filter = ` and roleDefinitionId eq '${ROLE}'`) =>
  query(
    `/beta/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal&$filter=(isof(principal,'${type}')${filter})`,
  );
const memberships = (principals: readonly string[], resources: readonly string[]) => ({
  '@odata.type': '#microsoft.graph.principalResourceMembershipsScope',
  principalScopes: principals.map(query),
  resourceScopes: resources.map(query),
});
const rolesOf = (scope: unknown) => accessReviewOf({ id: ID, scope })?.roles;

describe('the scope of a review', () => {
  it.each<readonly [string, unknown, readonly string[] | undefined]>([
    ['role assignments of service principals', assignments('microsoft.graph.servicePrincipal'), [ROLE]],
    ['all of them', assignments('microsoft.graph.servicePrincipal', ''), ['All']],
    ['role assignments of users', assignments('microsoft.graph.user'), undefined],
    [
      'an encoded query',
      query(encodeURI(String(assignments('microsoft.graph.servicePrincipal').query)).replaceAll("'", '%27')),
      [ROLE],
    ],
    [
      'service principals and roles apart',
      memberships(
        ['/v1.0/users', '/v1.0/servicePrincipals'],
        [
          `/beta/roleManagement/directory/roleDefinitions/${ROLE}`,
          `/roleManagement/directory/roleDefinitions/${OTHER}`,
        ],
      ),
      [OTHER, ROLE],
    ],
    [
      'service principals and all roles',
      memberships(['/servicePrincipals'], ['/roleManagement/directory/roleDefinitions']),
      ['All'],
    ],
    [
      'service principals of a kind',
      memberships(
        ["/servicePrincipals?$filter=(servicePrincipalType eq 'Application')"],
        [`/roleManagement/directory/roleDefinitions/${ROLE.toUpperCase()}`],
      ),
      [ROLE],
    ],
    ['users of one service principal', memberships(['/users'], [`/servicePrincipals/${OTHER}`]), undefined],
    ['users and a role', memberships(['/users'], [`/roleManagement/directory/roleDefinitions/${ROLE}`]), undefined],
    ['members of a group', query(`/groups/${OTHER}/transitiveMembers`), undefined],
    ['a broken escape', query('/roleManagement/directory/roleAssignments?%zz'), undefined],
    ['nothing', null, undefined],
    ['nonsense', { principalScopes: 7, resourceScopes: [null] }, undefined],
  ])('of %s', (_, scope, roles) => {
    expect(rolesOf(scope)).toEqual(roles);
  });
});

describe('a review', () => {
  const scope = assignments('microsoft.graph.servicePrincipal');

  it('recurs where its settings have a pattern', () => {
    const isRecurring = (recurrence: unknown) =>
      accessReviewOf({ id: ID, scope, settings: { recurrence } })?.isRecurring;
    expect(isRecurring({ pattern: { type: 'absoluteMonthly' }, range: {} })).toBe(true);
    expect([
      isRecurring({ pattern: null, range: { type: 'noEnd' } }),
      isRecurring(null),
      isRecurring(undefined),
    ]).toEqual([false, false, false]);
  });

  it('is nothing without an id', () => {
    expect(accessReviewOf({ scope })).toBeUndefined();
    expect(accessReviewOf({ id: ID, scope })).toMatchObject({ displayName: ID, status: 'unknown' });
  });

  it('has a latest round, whatever their order', () => {
    const rounds = [
      { id: 'b', startDateTime: '2026-08-01T00:00:00Z' },
      { id: 'c', startDateTime: '2026-11-01T00:00:00Z' },
      { id: 'a', startDateTime: null },
    ];
    expect(latestRound(rounds)).toEqual({ id: 'c', started: '2026-11-01T00:00:00Z' });
    expect(latestRound([{ id: 'a' }])).toEqual({ id: 'a' });
    expect(latestRound([{}])).toBeUndefined();
  });

  it('asks about each principal once', () => {
    const decisions = [
      { principal: { id: OTHER } },
      { principal: { id: OTHER.toUpperCase() } },
      { principal: null },
      {},
    ];
    expect(principalsOf(decisions)).toEqual([OTHER]);
  });
});
