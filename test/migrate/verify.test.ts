import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan } from '../../src/migrate/plan.ts';
import { verifyPlan } from '../../src/migrate/verify.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { contoso, DEMO, identityNamed, sourcesIn, withIdentity, write } from './contoso.ts';

const NAME = 'payments-terraform';

function claimsOf(plan: Plan, folder: string, inventory: Inventory = DEMO, hasInventory = true) {
  return verifyPlan(plan, { ...sourcesIn(folder, inventory), hasInventory });
}

function holdsOf(kind: string, plan: Plan, folder: string, inventory?: Inventory, hasInventory?: boolean) {
  return claimsOf(plan, folder, inventory, hasInventory)
    .filter(({ claim }) => claim.kind === kind)
    .map(({ holds }) => holds);
}

describe('verifying', () => {
  it('is not taken in by a file that was renamed', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    renameSync(join(folder, 'terraform/providers.tf'), join(folder, 'terraform/main.tf'));
    const found = claimsOf(plan, folder).find(({ claim }) => claim.path === 'terraform/providers.tf');
    expect(found).toMatchObject({
      holds: 'fails',
      reason: 'terraform/providers.tf is gone, and terraform/main.tf holds or uses a secret.',
    });
  });

  it('is not taken in by a plan that is taken for done', () => {
    const folder = contoso();
    const made = makePlan(identityNamed(NAME), sourcesIn(folder));
    const plan: Plan = { ...made, steps: made.steps.map((step) => ({ ...step, state: 'done' })) };
    expect(holdsOf('code-clean', plan, folder)).toEqual(['fails', 'fails', 'fails']);
    expect(holdsOf('no-key', plan, folder)).toEqual(['fails']);
    expect(new Set(holdsOf('confirmed', plan, folder))).toEqual(new Set(['holds']));
  });

  it('finds a secret again that came back into a file', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    const file = join(folder, 'terraform/providers.tf');
    const text = readFileSync(file, 'utf8');
    write(folder, { 'terraform/providers.tf': text.replace(/^.*client_secret.*$/mu, '  use_oidc = true') });
    expect(holdsOf('code-clean', plan, folder)).toEqual(['fails', 'fails', 'holds']);
    write(folder, { 'terraform/providers.tf': text });
    expect(holdsOf('code-clean', plan, folder)).toEqual(['fails', 'fails', 'fails']);
  });

  it('leaves open what the inventory does not hold', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    for (const kind of ['trust', 'no-key', 'key-quiet', 'secrets-forbidden']) {
      expect(new Set(holdsOf(kind, plan, folder, { ...DEMO, sections: {} }))).toEqual(new Set(['unknown']));
      expect(new Set(holdsOf(kind, plan, folder, DEMO, false))).toEqual(new Set(['unknown']));
    }
  });

  it('takes the secrets of an application that was deleted for gone', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    const inventory = { ...DEMO, identities: DEMO.identities.filter(({ displayName }) => displayName !== NAME) };
    expect(holdsOf('no-key', plan, folder, inventory)).toEqual(['holds']);
    expect(new Set(holdsOf('trust', plan, folder, inventory))).toEqual(new Set(['fails']));
  });

  it('accepts any federated credential that lets the subject in, also by an expression', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    const trust = (parts: { readonly subject?: string; readonly expression?: string }) => ({
      name: 'x',
      issuer: 'https://token.actions.githubusercontent.com',
      audiences: ['api://AzureADTokenExchange'],
      ...parts,
    });
    const before = (credentials: readonly ReturnType<typeof trust>[]) =>
      holdsOf('trust', plan, folder, withIdentity(NAME, { federatedCredentials: credentials }));
    expect(before([])).toEqual(['fails', 'fails']);
    expect(before([trust({ subject: 'repo:contoso/payments:environment:production' })])).toEqual(['fails', 'holds']);
    const expression = "claims['sub'] matches 'repo:contoso/payments:*'";
    expect(before([{ ...trust({ expression }), languageVersion: 1 } as never])).toEqual(['holds', 'holds']);
    const other = {
      ...trust({ subject: 'repo:contoso/payments:environment:production' }),
      issuer: 'https://x.example',
    };
    expect(before([other])).toEqual(['fails', 'fails']);
  });
});
