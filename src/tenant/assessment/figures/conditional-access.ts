import type { CoverageState } from '../coverage.ts';
import type { IdentityFacts } from '../identity-facts.ts';
import { type FigureDefinition, IDENTITIES } from './figure.ts';

export const conditionalAccess: FigureDefinition = {
  id: 'conditional-access',
  title: 'Coverage by Conditional Access',
  about:
    'Identities that can sign in, by whether a policy that blocks reaches them. Conditional Access reaches only single-tenant service principals of the tenant itself.',
  unit: IDENTITIES,
  shape: 'bars',
  rows: [
    { key: 'covered', text: 'Covered', tone: 'good' },
    { key: 'report-only', text: 'Report-only policies', short: 'Report-only', tone: 'medium' },
    { key: 'filtered', text: 'Decided by an attribute filter', short: 'By filter', tone: 'calm' },
    { key: 'none', text: 'Not covered', tone: 'high' },
    { key: 'managed', text: 'Out of reach: managed identities', short: 'No reach: managed', tone: 'none' },
    { key: 'foreign', text: 'Out of reach: third-party', short: 'No reach: third-party', tone: 'none' },
    { key: 'multi-tenant', text: 'Out of reach: multi-tenant', short: 'No reach: multi-tenant', tone: 'none' },
    {
      key: 'no-principal',
      text: 'Out of reach: without a service principal',
      short: 'No service principal',
      tone: 'none',
    },
  ],
  series: [{ key: 'identities', text: 'Identities', tone: 'low' }],
  needs: ['conditional-access'],
  see(facts, { coverage }, count) {
    if (facts.canSignIn) count(rowOf(coverage.of(facts.identity), facts), 'identities');
  },
};

function rowOf({ kind }: CoverageState, { identity, isManaged }: IdentityFacts): string {
  if (kind !== 'impossible') return kind;
  if (isManaged) return 'managed';
  if (identity.ownership !== 'own') return 'foreign';
  return identity.servicePrincipalId === undefined ? 'no-principal' : 'multi-tenant';
}
