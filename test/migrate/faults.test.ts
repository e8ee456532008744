import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphPort, POLICY_NAME } from '../../src/migrate/execute/graph-port.ts';
import { type CallOptions, type CallResult, makeCall } from '../../src/migrate/execute/make-call.ts';
import { previewOf } from '../../src/migrate/execute/preview.ts';
import { type LogEntry, type Run, type RunPorts, runSteps } from '../../src/migrate/execute/run-steps.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan, TenantCall } from '../../src/migrate/plan.ts';
import { GraphClient } from '../../src/tenant/graph/client.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { clientsOf, FAST, tokensOf } from '../tenant/sync/services.ts';
import { contoso, DEMO, identityNamed, sourcesIn } from './contoso.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ tenant: DEMO, isThrottling: false });
});

afterEach(() => emulator.stop());

const TERRAFORM = identityNamed('payments-terraform');
const OBJECT_ID = TERRAFORM.applicationId ?? '';
const KEY_ID = TERRAFORM.keyCredentials[0]?.keyId ?? '';
const TRUST: TenantCall = {
  operation: 'add-trust',
  object: 'application',
  clientId: TERRAFORM.clientId,
  objectId: OBJECT_ID,
  trust: {
    name: 'production',
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:contoso/payments:environment:production',
    audiences: ['api://AzureADTokenExchange'],
  },
};
const REMOVE: TenantCall = {
  operation: 'remove-secret',
  object: 'application',
  clientId: TERRAFORM.clientId,
  objectId: OBJECT_ID,
  keyId: KEY_ID,
};
const FORBID: TenantCall = {
  operation: 'forbid-secrets',
  object: 'application',
  clientId: TERRAFORM.clientId,
  objectId: OBJECT_ID,
};

/** Weeks after the last sign-in with the secret. */
const LATER = { ...FAST, now: () => Date.parse('2027-01-05T00:00:00Z') };

function call(what: TenantCall, more: Partial<CallOptions> = {}): Promise<CallResult> {
  const port = graphPort({ ...clientsOf(emulator), clock: FAST });
  return makeCall(what, port, { clock: LATER, quietDays: 14, ...more });
}

function application() {
  return emulator.tenant.collection('applications').get(OBJECT_ID);
}

function count(property: string): number {
  return ((application()?.[property] ?? []) as readonly unknown[]).length;
}

function policies(): readonly unknown[] {
  const collection = emulator.tenant.collection('appManagementPolicies');
  return Array.from({ length: collection.size }, (_, index) => collection.at(index)).filter(
    (policy) => policy?.['displayName'] === POLICY_NAME,
  );
}

/** What is there when an operation was made exactly once. */
const OPERATIONS = [
  {
    name: 'add-trust',
    what: TRUST,
    sends: 'POST .*federatedIdentityCredentials',
    isMade: () => count('federatedIdentityCredentials') === 1,
    isUntouched: () => count('federatedIdentityCredentials') === 0,
  },
  {
    name: 'remove-secret',
    what: REMOVE,
    sends: 'POST .*removePassword',
    isMade: () => count('passwordCredentials') === 0,
    isUntouched: () => count('passwordCredentials') === 1,
  },
  {
    name: 'forbid-secrets',
    what: FORBID,
    sends: 'POST .*appManagementPolicies/.ref',
    isMade: () => policies().length === 1 && emulator.tenant.policyOf.has(OBJECT_ID),
    isUntouched: () => !emulator.tenant.policyOf.has(OBJECT_ID),
  },
] as const;

describe.each(OPERATIONS)('$name', ({ what, sends, isMade, isUntouched }) => {
  it('is made once, and again it is found made', async () => {
    expect(await call(what)).toMatchObject({ state: 'done', isSent: true });
    expect(isMade()).toBe(true);
    const requests = emulator.statistics.toJSON();
    expect(await call(what)).toMatchObject({ state: 'done', isSent: false, outcome: { text: 'It was so already.' } });
    expect(isMade()).toBe(true);
    expect(requests).toBeDefined();
  });

  it.each([0, 500, 503, 504])('is found made where the service did it and answered %i', async (status) => {
    emulator.faults.add({ fault: { kind: 'fail-after', status }, match: sends, times: 1 });
    expect(await call(what)).toMatchObject({ state: 'done', isSent: true });
    expect(isMade()).toBe(true);
  });

  it('is refused with the reason where the person may not', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 403 }, match: sends });
    const { state, outcome } = await call(what);
    expect(state).toBe('refused');
    expect(outcome.text).toContain('may not do that (Authorization_RequestDenied)');
    expect(outcome.requestId).toMatch(/^[0-9a-f-]{36}$/u);
    expect(isUntouched()).toBe(true);
  });

  it('is refused where a policy forbids it', async () => {
    const code = 'CredentialTypeNotAllowedAsPerAppPolicy';
    emulator.faults.add({ fault: { kind: 'status', status: 400, code }, match: sends });
    expect(await call(what)).toMatchObject({ state: 'refused', outcome: { text: expect.stringContaining(code) } });
    expect(isUntouched()).toBe(true);
  });

  it('is refused, to be tried again, where it clashes with another change', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 409 }, match: sends, times: 1 });
    expect(await call(what)).toMatchObject({ state: 'refused', outcome: { text: expect.stringContaining('clashes') } });
    expect(isUntouched()).toBe(true);
    expect(await call(what)).toMatchObject({ state: 'done' });
    expect(isMade()).toBe(true);
  });

  it('waits as long as a throttling service asks, and is made once', async () => {
    emulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 2 }, match: sends, times: 2 });
    expect(await call(what)).toMatchObject({ state: 'done' });
    expect(isMade()).toBe(true);
  });

  it('is unclear where no answer came and nothing shows, and is looked for before it is sent again', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 503 }, match: sends, times: 1 });
    expect(await call(what)).toMatchObject({ state: 'unclear', isSent: true });
    expect(isUntouched()).toBe(true);
    expect(await call(what)).toMatchObject({ state: 'done' });
    expect(isMade()).toBe(true);
  });

  it('is unclear where it was made, and neither the answer nor a look comes through', async () => {
    emulator.faults.add({ fault: { kind: 'fail-after', status: 0 }, match: sends, times: 1 });
    const takeAway: (() => void)[] = [];
    const result = await call(what, {
      beforeSending: async () => {
        takeAway.push(emulator.faults.add({ fault: { kind: 'status', status: 503 }, match: 'GET .*/applications/' }));
      },
    });
    expect(result).toMatchObject({ state: 'unclear', isSent: true });
    expect(isMade()).toBe(true);
    for (const take of takeAway) take();
    expect(await call(what)).toMatchObject({ state: 'done', isSent: false });
    expect(isMade()).toBe(true);
  });

  it('is left alone where it cannot be seen how things are', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 403 }, match: 'GET ' });
    expect(await call(what)).toMatchObject({ state: 'open', isSent: false });
    expect(isUntouched()).toBe(true);
  });
});

describe('a preview', () => {
  it.each(OPERATIONS)('of $name shows what is sent, and nothing else is', async ({ what }) => {
    const sent: { readonly method: string; readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] =
      [];
    const recorded: typeof fetch = async (input, init) => {
      const method = init?.method ?? 'GET';
      const path = new URL(String(input)).pathname.replace(/^\/(?:v1\.0|beta)/u, '');
      if (method !== 'GET') sent.push({ method, path, body: JSON.parse(String(init?.body)) });
      return fetch(input, init);
    };
    const { arm } = clientsOf(emulator);
    const graph = new GraphClient({ root: emulator.url, tokens: tokensOf(emulator), clock: FAST, fetch: recorded });
    await makeCall(what, graphPort({ graph, arm, clock: FAST }), { clock: LATER, quietDays: 14 });
    const preview = previewOf(what);
    expect(sent.map(({ method, path }) => [method, path])).toEqual(preview.map(({ method, path }) => [method, path]));
    for (const [index, { body }] of preview.entries()) expect(sent[index]?.body).toMatchObject(body as object);
  });
});

describe('a policy', () => {
  it('is made once although the answer to its making was lost', async () => {
    emulator.faults.add({
      fault: { kind: 'fail-after', status: 503 },
      match: 'POST .*/appManagementPolicies$',
      times: 1,
    });
    expect(await call(FORBID)).toMatchObject({ state: 'unclear' });
    expect(await call(FORBID)).toMatchObject({ state: 'done' });
    expect(policies()).toHaveLength(1);
  });

  it('does not take the place of one that is assigned already', async () => {
    const other = emulator.tenant.add('appManagementPolicies', {
      id: '00000000-0000-4000-8000-000000000001',
      displayName: 'Short-lived',
      isEnabled: true,
      restrictions: { passwordCredentials: [], keyCredentials: [] },
    });
    emulator.tenant.policyOf.set(OBJECT_ID, other.id);
    expect(await call(FORBID)).toMatchObject({ state: 'refused', isSent: false });
    expect(emulator.tenant.policyOf.get(OBJECT_ID)).toBe(other.id);
  });
});

describe('a secret', () => {
  it('stays while somebody signs in with it, unless that is said to be known', async () => {
    const soon = { ...FAST, now: () => Date.parse('2026-11-21T00:00:00Z') };
    const refused = await call(REMOVE, { clock: soon });
    expect(refused).toMatchObject({ state: 'refused', isSent: false });
    expect(refused.outcome.text).toBe('Somebody signed in with it on 2026-11-19.');
    expect(count('passwordCredentials')).toBe(1);
    expect(await call(REMOVE, { clock: soon, acknowledged: ['recent-use'] })).toMatchObject({ state: 'done' });
    expect(count('passwordCredentials')).toBe(0);
  });

  it('stays where its use is not known, unless that is said to be known', async () => {
    emulator.faults.add({ fault: { kind: 'licence' }, match: 'appCredentialSignInActivities' });
    expect(await call(REMOVE)).toMatchObject({ state: 'refused', isSent: false });
    expect(await call(REMOVE, { acknowledged: ['recent-use'] })).toMatchObject({ state: 'refused' });
    expect(count('passwordCredentials')).toBe(1);
    expect(await call(REMOVE, { acknowledged: ['unknown-use'] })).toMatchObject({ state: 'done' });
  });
});

describe('the steps of a plan', () => {
  const plan = (): Plan => makePlan(TERRAFORM, sourcesIn(contoso()));
  const ready = (made: Plan): Plan => ({
    ...made,
    steps: made.steps.map((step) => (step.call ? step : { ...step, state: 'done' })),
  });

  async function run(now: Plan, more: Partial<RunPorts> = {}): Promise<Run & { saved: Plan[]; log: LogEntry[] }> {
    const saved: Plan[] = [];
    const log: LogEntry[] = [];
    const ran = await runSteps(
      now,
      {
        tenant: graphPort({ ...clientsOf(emulator), clock: FAST }),
        save: async (each) => void saved.push(each),
        log: async (each) => void log.push(each),
        ...more,
      },
      { clock: LATER },
    );
    return { ...ran, saved, log };
  }

  it('take nothing away before everything that takes its place is done', async () => {
    const { waiting, plan: after } = await run(plan());
    expect(waiting.map(({ kind }) => kind)).toEqual(['remove', 'forbid']);
    expect(
      after.steps.filter(({ kind, call: each }) => kind === 'trust' && each).every(({ state }) => state === 'done'),
    ).toBe(true);
    expect(count('passwordCredentials')).toBe(1);
  });

  it('stop at the first that does not come about', async () => {
    emulator.faults.add({
      fault: { kind: 'status', status: 403 },
      match: 'POST .*federatedIdentityCredentials',
      after: 1,
    });
    const { plan: after, log } = await run(ready(plan()));
    const states = after.steps.filter(({ call: each }) => each).map(({ state }) => state);
    expect(states).toEqual(['done', 'refused', 'open', 'open']);
    expect(log.map(({ state }) => state)).toEqual(['done', 'refused']);
    expect(count('passwordCredentials')).toBe(1);
  });

  it('are said to be under way before they are sent, so that a process that ends there loses nothing', async () => {
    const made = ready(plan());
    const ended = new Error('The window was closed.');
    const saved: Plan[] = [];
    const close = run(made, {
      save: async (each) => {
        saved.push(each);
      },
      log: async () => {
        throw ended;
      },
    });
    await expect(close).rejects.toBe(ended);
    // The second save is that of the result; had the window been closed before it, the first is what a file holds.
    const underWay = saved[0] as Plan;
    expect(underWay.steps.find(({ call: each }) => each)).toMatchObject({
      state: 'unclear',
      outcome: { text: 'It is being sent.' },
    });
    expect(count('federatedIdentityCredentials')).toBe(1);
    const { plan: after } = await run(underWay);
    expect(after.steps.every(({ state }) => state === 'done')).toBe(true);
    expect(count('federatedIdentityCredentials')).toBe(2);
    expect(count('passwordCredentials')).toBe(0);
  });

  it('are not sent where the plan cannot say so before', async () => {
    const full = new Error('The disk is full.');
    const save = async () => {
      throw full;
    };
    await expect(run(ready(plan()), { save })).rejects.toBe(full);
    expect(count('federatedIdentityCredentials')).toBe(0);
    expect(count('passwordCredentials')).toBe(1);
  });

  it('are left where nobody confirms them', async () => {
    const asked: string[] = [];
    const { plan: after, log } = await run(ready(plan()), {
      confirm: async ({ id }) => {
        asked.push(id);
        return false;
      },
    });
    // What takes the secret away waits for those, and is not even asked for.
    expect(asked).toHaveLength(2);
    expect(log).toEqual([]);
    expect(after.steps.filter(({ call: each }) => each).every(({ state }) => state === 'open')).toBe(true);
    expect(count('federatedIdentityCredentials')).toBe(0);
  });

  it('are made once by two runs at the same time', async () => {
    const made = ready(plan());
    await Promise.all([run(made), run(made)]);
    expect(count('federatedIdentityCredentials')).toBe(2);
    const { plan: after } = await run(made);
    expect(after.steps.every(({ state }) => state === 'done')).toBe(true);
  });
});
