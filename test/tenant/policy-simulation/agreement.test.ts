import { afterAll, describe, expect, it } from 'vitest';
import { applyPolicyChange, readPolicy } from '../../../src/tenant/change/policies.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { policyObjectOf } from '../../../src/tenant/policy-simulation/effect.ts';
import { PolicyIndex } from '../../../src/tenant/policy-simulation/restrictions.ts';
import { simulate } from '../../../src/tenant/policy-simulation/simulate.ts';
import { defaultDraft, type PolicyDraft, withDraft } from '../../../src/tenant/policy-writing/draft.ts';
import { changeTo, type PolicyHolder } from '../../../src/tenant/policy-writing/policy-change.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { inventory } from '../identities.ts';
import { clientsOf, FAST } from '../sync/services.ts';
import { add, DAY, lifetimeBy, PAIRS, TENANTS, tenantBy } from './pairs.ts';

class Tally {
  pairs = 0;
  readonly seen = {
    allowed: 0,
    refused: 0,
    kind: 0,
    lifetime: 0,
    custom: 0,
    default: 0,
    'client-secret': 0,
    certificate: 0,
  };
}

const stops: (() => Promise<void>)[] = [];
const WAYS = ['as a tenant has them', 'written from drafts'] as const;
const tallies = new Map<string, Tally>(WAYS.map((way) => [way, new Tally()]));

afterAll(() => Promise.all(stops.map((stop) => stop())));

describe.each(WAYS)('policies %s', (way) => {
  it.each(Array.from({ length: TENANTS }, (_, index) => index + 1))(
    'do what the simulation says in tenant %d',
    async (seed) => {
      const { identities, policies, next } = tenantBy(seed);
      const isWritten = way === 'written from drafts';
      // The tenant that is written to has another default policy, of which nothing may stay.
      const before = isWritten ? { ...policies, appManagement: [], ...other(seed) } : policies;
      const emulator = await startEmulator({
        tenant: inventory(identities, { policies: before }),
        isThrottling: false,
      });
      stops.push(emulator.stop);
      const simulated = isWritten ? await write(policies, before, identities, emulator) : policies;
      await compare({ identities, policies: simulated, next, emulator }, tallies.get(way) ?? new Tally());
    },
  );

  it('are a thousand pairs with credentials, every kind of answer among them', () => {
    const { pairs, seen } = tallies.get(way) ?? new Tally();
    expect(pairs).toBe(PAIRS);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});

function other(seed: number): Pick<TenantPolicies, 'defaultAppManagement'> {
  const { defaultAppManagement } = tenantBy(seed + TENANTS).policies;
  return defaultAppManagement ? { defaultAppManagement } : {};
}

/** Writes the policies to a tenant through drafts of them. @returns what the drafts say that the tenant has then */
async function write(
  policies: TenantPolicies,
  before: TenantPolicies,
  identities: readonly Identity[],
  emulator: Emulator,
): Promise<TenantPolicies> {
  const clients = { graph: clientsOf(emulator).graph, root: emulator.url, clock: FAST };
  const drafts: readonly PolicyDraft[] = [
    defaultDraft(policies),
    ...policies.appManagement.map(({ id: _, ...policy }): PolicyDraft => ({ kind: 'custom', ...policy })),
  ];
  let simulated = before;
  for (const draft of drafts) {
    const appliesTo = draft.kind === 'custom' ? draft.appliesTo : [];
    const holders = identities.flatMap((each) => holderIn(each, appliesTo));
    const current = await readPolicy(draft.kind, undefined, holders, clients);
    const change = changeTo(draft, current, holders);
    await applyPolicyChange(change, clients);
    simulated = withDraft(simulated, draft);
  }
  return simulated;
}

function holderIn(each: Identity, appliesTo: readonly string[]): readonly PolicyHolder[] {
  const object = policyObjectOf(each);
  return object && appliesTo.includes(object.objectId)
    ? [{ kind: object.kind, objectId: object.objectId, displayName: each.displayName }]
    : [];
}

interface Compared {
  readonly identities: readonly Identity[];
  readonly policies: TenantPolicies;
  readonly next: (below: number) => number;
  readonly emulator: Emulator;
}

/** Adds a credential to each identity, and compares the answer with the simulation. */
async function compare({ identities, policies, next, emulator }: Compared, tally: Tally): Promise<void> {
  const token = emulator.token(['https://graph.microsoft.com/.default']);
  const index = new PolicyIndex(policies);
  for (const { applicationId, servicePrincipalId, created } of identities) {
    const isApplication = applicationId !== undefined;
    const objectId = applicationId ?? servicePrincipalId ?? '';
    const lifetime = lifetimeBy(next);
    const restrictions = index.restrictionsOf({
      kind: isApplication ? 'application' : 'service-principal',
      objectId,
      created,
    });
    const kind = next(3) === 0 ? 'certificate' : 'client-secret';
    const expected = simulate(restrictions, { kind, lifetimeDays: lifetime / DAY });
    const path = `${emulator.url}/v1.0/${isApplication ? 'applications' : 'servicePrincipals'}/${objectId}`;
    const answer = await add(path, kind, lifetime, token);
    const body = (await answer.json().catch(() => ({}))) as { readonly error?: { readonly code: string } };
    const codes = {
      kind: 'CredentialTypeNotAllowedAsPerAppPolicy',
      lifetime: 'CredentialInvalidLifetimeAsPerAppPolicy',
    };
    expect(body.error?.code, JSON.stringify({ objectId, lifetime, created, restrictions })).toBe(
      expected.verdict === 'refused' ? codes[expected.reason] : undefined,
    );
    expect(answer.ok).toBe(expected.verdict === 'allowed');
    tally.pairs += 1;
    tally.seen[expected.verdict] += 1;
    tally.seen[kind] += 1;
    if (expected.verdict === 'refused') {
      tally.seen[expected.reason] += 1;
      tally.seen[expected.by.policy] += 1;
    }
  }
}
