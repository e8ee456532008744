import { describe, expect, it } from 'vitest';
import { makeEdits } from '../../src/migrate/edits.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan } from '../../src/migrate/plan.ts';
import { replan } from '../../src/migrate/replan.ts';
import type { PlanSources } from '../../src/migrate/sources.ts';
import { checker } from '../../src/migrate/verify.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { contoso, DEMO, identityNamed, sourcesIn, withIdentity, write } from './contoso.ts';

const NAME = 'payments-terraform';

function again(before: Plan, sources: PlanSources, inventory: Inventory = DEMO): Plan {
  const now = makePlan(identityNamed(NAME, inventory), sources);
  const check = checker(before, { ...sources, hasInventory: true });
  return replan(before, now, (claim, step) => check(claim, step).holds);
}

function withDone(plan: Plan, kind: string): Plan {
  return { ...plan, steps: plan.steps.map((step) => (step.kind === kind ? { ...step, state: 'done' } : step)) };
}

function statesOf(plan: Plan, kind: string): readonly string[] {
  return plan.steps.filter((step) => step.kind === kind).map(({ state }) => state);
}

describe('planning again', () => {
  it('changes nothing where nothing has changed', () => {
    const sources = sourcesIn(contoso());
    const plan = { ...makePlan(identityNamed(NAME), sources), notes: 'Ours.' };
    expect(again(plan, sources)).toEqual(plan);
  });

  it('keeps what people did, and knows what the files show', () => {
    const folder = contoso();
    const plan = withDone(makePlan(identityNamed(NAME), sourcesIn(folder)), 'roles');
    const { files } = makeEdits(plan.steps, plan.decision.way, sourcesIn(folder));
    write(folder, Object.fromEntries(files.map(({ path, after }) => [path, after])));
    const now = again(plan, sourcesIn(folder));
    expect(statesOf(now, 'roles')).toEqual(['done']);
    expect(statesOf(now, 'switch')).toEqual(['done', 'done', 'done']);
    expect(now.decision.way).toBe('federation');
    expect(now.steps.map(({ id }) => id)).toEqual(plan.steps.map(({ id }) => id));
  });

  it('opens again what no longer holds, and says so', () => {
    const sources = sourcesIn(contoso());
    const plan = withDone(makePlan(identityNamed(NAME), sources), 'switch');
    const now = again(plan, sources);
    expect(statesOf(now, 'switch')).toEqual(['open', 'open', 'open']);
    expect(now.drift).toHaveLength(3);
    expect(now.drift[0]).toMatch(/^"Let plan, apply in .*" was done, but this no longer holds: nothing in /u);
  });

  it('tells of a secret that was added meanwhile', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    const [key] = identityNamed(NAME).keyCredentials;
    const more = { ...key, keyId: '00000000-0000-4000-8000-000000000007', displayName: 'again' } as NonNullable<
      typeof key
    >;
    const inventory = withIdentity(NAME, { keyCredentials: [...identityNamed(NAME).keyCredentials, more] });
    const now = again(plan, sourcesIn(folder, inventory), inventory);
    expect(now.drift).toEqual([`"Remove the client secret "again" of ${NAME}" is new.`]);
    expect(statesOf(now, 'remove')).toEqual(['open', 'open', 'open']);
  });

  it('takes for done what somebody else did in the tenant', () => {
    const folder = contoso();
    const plan = makePlan(identityNamed(NAME), sourcesIn(folder));
    const inventory = withIdentity(NAME, { keyCredentials: [] });
    const now = again(plan, sourcesIn(folder, inventory), inventory);
    expect(now.steps.find(({ call }) => call?.operation === 'remove-secret')?.state).toBe('done');
  });
});
