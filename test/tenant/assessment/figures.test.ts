import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/tenant/assessment/assess.ts';
import { failureFigure } from '../../../src/tenant/assessment/figures/failures.ts';
import { type Figure, numberText } from '../../../src/tenant/assessment/figures/figure.ts';
import { withMutes } from '../../../src/tenant/assessment/mute.ts';
import { failuresBySeverity } from '../../../src/tenant/assessment/report/summary.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { rollOut, STRENGTHS, strongest } from '../../../src/tenant/model/strength.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';
import { day, secret, trust } from './cases/parts.ts';
import { WHOLE } from './hostile.ts';

const now = Date.parse(demo.asOf);
const whole = assess(demo, demo.identities, { now, preset: 'microsoft' });

function figureOf(id: string, figures: readonly Figure[] = whole.figures): Figure {
  const found = figures.find((figure) => figure.id === id);
  if (!found) throw new Error(`There is no figure ${id}.`);
  return found;
}

/** Counts by row and series, without those that are zero. */
function counts({ rows, series, cells }: Figure): Record<string, Record<string, number>> {
  const result: Record<string, Record<string, number>> = {};
  for (const [index, row] of rows.entries()) {
    const own = series.flatMap(({ key }, at): [string, number][] => {
      const count = cells[index]?.[at]?.count ?? 0;
      return count === 0 ? [] : [[key, count]];
    });
    if (own.length > 0) result[row.key] = Object.fromEntries(own);
  }
  return result;
}

function figuresOf(identities: readonly Identity[], policies?: Partial<TenantPolicies>): readonly Figure[] {
  const tenant = inventory(identities, { sections: WHOLE });
  const header = { ...tenant, policies: { ...tenant.policies, ...policies } };
  return assess(header, identities, { now: NOW, preset: 'microsoft' }).figures;
}

describe('figures', () => {
  it('count each object once, and never more of them than things', () => {
    for (const figure of [...whole.figures, failureFigure(whole)]) {
      for (const { count, objects } of figure.cells.flat()) {
        expect(objects.length).toBeLessThanOrEqual(count);
        expect(objects.length > 0).toBe(count > 0);
        expect(new Set(objects.map(({ clientId }) => clientId)).size).toBe(objects.length);
      }
    }
  });

  it('say of the roll-out what the model says', () => {
    const figure = figureOf('roll-out');
    const { byStrength } = rollOut(demo.identities, now);
    const row = (index: number) =>
      Object.fromEntries(STRENGTHS.map((key, at) => [key, figure.cells[index]?.[at]?.count]));
    expect(row(0)).toEqual(byStrength);
    const counted = demo.identities.filter((each) => each.ownership === 'own' || strongest(each, now) !== 'none');
    for (const [at, strength] of STRENGTHS.entries()) {
      const expected = counted.filter((each) => strongest(each, now) === strength);
      expect(figure.cells[1]?.[at]?.objects.map(({ clientId }) => clientId)).toEqual(
        expected.map(({ clientId }) => clientId),
      );
    }
  });

  it.each([
    [-400, 'expired'],
    [-0.001, 'expired'],
    [0.5, 'within-7-days'],
    [6.9, 'within-7-days'],
    [7, 'within-30-days'],
    [29.9, 'within-30-days'],
    [30, 'within-90-days'],
    [90, 'within-180-days'],
    [180, 'within-a-year'],
    [364.9, 'within-a-year'],
    [365, 'later'],
    [36_500, 'later'],
  ])('put a secret that ends in %d days among %s', (days, span) => {
    const figures = figuresOf([identity({ keyCredentials: [secret({ end: day(days) })] })]);
    expect(counts(figureOf('secret-expiry', figures))).toEqual({ [span]: { secrets: 1 } });
  });

  it('leave out keys that nobody signs in with, and show those without an end', () => {
    const endless = secret();
    delete (endless as { end?: string }).end;
    const figures = figuresOf([
      identity({ keyCredentials: [endless, secret({ purpose: 'saml-signing' }), secret({ end: day(3) })] }),
    ]);
    expect(counts(figureOf('secret-expiry', figures))).toEqual({
      'within-7-days': { secrets: 1 },
      never: { secrets: 1 },
    });
    expect(counts(figureOf('credential-kinds', figures))).toEqual({ 'client-secret': { expiring: 1, valid: 1 } });
  });

  it('put the platforms that are used least together', () => {
    const issuers = [
      'https://token.actions.githubusercontent.com',
      'https://gitlab.com',
      'https://app.terraform.io',
      'https://vstoken.dev.azure.com/00000000-0000-4000-8000-000000000001',
      'https://accounts.google.com',
      'https://westeurope.oic.prod-aks.azure.com/00000000-0000-4000-8000-000000000001/00000000-0000-4000-8000-000000000002/',
      'https://agent.buildkite.com',
      'https://oidc.circleci.com/org/00000000-0000-4000-8000-000000000001',
      'https://tokens.factory.example',
    ];
    const identities = issuers.map((issuer, index) =>
      identity({
        clientId: guid(index),
        federatedCredentials: Array.from({ length: issuers.length - index }, (_, number) =>
          trust(`subject ${number}`, { issuer, name: `${number}` }),
        ),
      }),
    );
    const { rows, cells } = figureOf('trust-breadth', figuresOf(identities));
    expect(rows).toHaveLength(7);
    expect(rows.at(-1)).toMatchObject({ key: 'rest', text: 'Others' });
    const sums = cells.map((row) => row.reduce((sum, { count }) => sum + count, 0));
    expect(sums).toEqual([9, 8, 7, 6, 5, 4, 3 + 2 + 1]);
  });

  it('tell apart why Conditional Access does not cover an identity', () => {
    const own = { audience: 'AzureADMyOrg', keyCredentials: [secret()] } as const;
    const identities = [
      identity({ ...own, clientId: guid(1), servicePrincipalId: guid(11) }),
      identity({ ...own, clientId: guid(2), servicePrincipalId: guid(12) }),
      identity({ ...own, clientId: guid(3) }),
      identity({ ...own, clientId: guid(4), servicePrincipalId: guid(14), audience: 'AzureADMultipleOrgs' }),
      identity({ ...own, clientId: guid(5), servicePrincipalId: guid(15), ownership: 'third-party' }),
      identity({ clientId: guid(6), servicePrincipalId: guid(16), kind: 'managed-identity' }),
      identity({ clientId: guid(7), servicePrincipalId: guid(17), audience: 'AzureADMyOrg' }),
    ];
    const policy = {
      id: guid(90),
      displayName: 'locations',
      state: 'enabled',
      include: [guid(11)],
      exclude: [],
      riskLevels: [],
      includeLocations: ['All'],
      excludeLocations: [],
      blocks: true,
    } as const;
    const figures = figuresOf(identities, { conditionalAccess: [policy] });
    const one = { identities: 1 };
    expect(counts(figureOf('conditional-access', figures))).toEqual({
      covered: one,
      none: one,
      'no-principal': one,
      'multi-tenant': one,
      foreign: one,
      managed: one,
    });
  });

  it('count roles where they are assigned', () => {
    const azureRoles = ['/', `/subscriptions/${guid(1)}`, `/subscriptions/${guid(1)}/resourceGroups/a`].map(
      (scope) => ({
        id: scope,
        roleId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
        scope,
      }),
    );
    const directoryRoles = ['/', '/administrativeUnits/1'].map((scope) => ({
      roleId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
      scope,
      assignment: 'active' as const,
    }));
    expect(counts(figureOf('roles', figuresOf([identity({ azureRoles, directoryRoles })])))).toEqual({
      directory: { critical: 1 },
      'directory-part': { high: 1 },
      root: { critical: 1 },
      subscription: { high: 1 },
      'resource-group': { medium: 1 },
    });
  });

  it('add failures up to what the report says, without those that are muted', () => {
    const bySeverity = (figure: Figure) =>
      Object.fromEntries(
        figure.series.map(({ key }, at) => [key, figure.cells.reduce((sum, row) => sum + (row[at]?.count ?? 0), 0)]),
      );
    expect(bySeverity(failureFigure(whole))).toEqual(failuresBySeverity(whole));
    const muted = withMutes(whole, [{ check: 'ownerless', reason: 'known' }]);
    expect(bySeverity(failureFigure(muted))).toEqual(failuresBySeverity(muted));
    expect(bySeverity(failureFigure(muted))).not.toEqual(bySeverity(failureFigure(whole)));
  });

  it('write numbers as people read them', () => {
    expect([0, 999, 1_000, 12_345, 1_234_567].map(numberText)).toEqual(['0', '999', '1,000', '12,345', '1,234,567']);
  });
});
