import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { policyFailureText } from '../../../src/tenant/change/explain-policy-failure.ts';
import {
  applyPolicyChange,
  PolicyChangeError,
  readConditionalAccessPolicies,
  readPolicy,
} from '../../../src/tenant/change/policies.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { CustomDraft } from '../../../src/tenant/policy-writing/draft.ts';
import { defaultDraftOf, saysSame } from '../../../src/tenant/policy-writing/graph-body.ts';
import {
  changeTo,
  conditionalAccessChange,
  type PolicyChange,
  type PolicyHolder,
  type PolicyKind,
  stateChange,
  undoOf,
} from '../../../src/tenant/policy-writing/policy-change.ts';
import { restriction } from '../../../src/tenant/policy-writing/presets.ts';
import { ServiceFailure } from '../../../src/tenant/request/failure.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { OpenApiValidator } from '../../emulator/openapi-validator.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { LICENCES } from '../../emulator/tenant/tenant.ts';
import { clientsOf, FAST } from '../sync/services.ts';

const demo = parseSnapshot(readFileSync(new URL('../../../media/demo-tenant.json', import.meta.url), 'utf8'));
const [ASSIGNED = ''] = demo.policies.appManagement[0]?.appliesTo ?? [];

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: demo, isThrottling: false });
});

afterAll(() => emulator.stop());

beforeEach(() => {
  emulator.faults.clear();
  emulator.consent(undefined);
});

function clients() {
  return { graph: clientsOf(emulator).graph, root: 'https://graph.microsoft.com', clock: FAST };
}

function holderOf({ applicationId, displayName }: Identity): PolicyHolder {
  return { kind: 'application', objectId: applicationId ?? '', displayName };
}

function identities(...objectIds: readonly string[]): readonly Identity[] {
  const found = demo.identities.filter(({ applicationId }) => objectIds.includes(applicationId ?? ''));
  expect(found).toHaveLength(objectIds.length);
  return found;
}

/** An application without a policy of its own. */
const FREE =
  demo.identities.find(
    ({ applicationId }) =>
      applicationId !== undefined && !demo.policies.appManagement[0]?.appliesTo.includes(applicationId),
  )?.applicationId ?? '';

const LEGACY: CustomDraft = {
  kind: 'custom',
  displayName: 'Legacy',
  isEnabled: true,
  restrictions: [restriction('passwordLifetime', 30)],
  appliesTo: [],
};

async function writeLegacy(displayName: string): Promise<PolicyChange> {
  const holders = identities(FREE, ASSIGNED).map(holderOf);
  const current = await readPolicy('custom', undefined, holders, clients());
  return changeTo({ ...LEGACY, displayName }, current, holders);
}

async function undo(change: PolicyChange): Promise<PolicyChange> {
  const holders = change.assignments.map(({ object }) => object);
  return undoOf(change, await readPolicy(change.kind, change.id, holders, clients()));
}

describe("the tenant's default", () => {
  it('is changed and changed back, and is then as it was', async () => {
    const before = await readPolicy('default', undefined, [], clients());
    const draft = { ...defaultDraftOf(before.body ?? {}), applications: [restriction('passwordAddition')] };
    const made = await applyPolicyChange(changeTo(draft, before), clients());
    const after = await readPolicy('default', undefined, [], clients());
    expect(defaultDraftOf(after.body ?? {}).applications.map(({ type }) => type)).toEqual(['passwordAddition']);
    await applyPolicyChange(await undo(made), clients());
    expect(saysSame((await readPolicy('default', undefined, [], clients())).body, before.body)).toBe(true);
  });
});

describe('a custom policy', () => {
  it('is made, assigned in the place of another one, and goes without a trace', async () => {
    const { tenant } = emulator;
    const before = [tenant.collection('appManagementPolicies').size, tenant.policyOf.get(ASSIGNED)];
    const made = await applyPolicyChange(await writeLegacy('Legacy'), clients());
    expect(made.id).toMatch(/^[0-9a-f-]{36}$/);
    expect([FREE, ASSIGNED].map((id) => tenant.policyOf.get(id))).toEqual([made.id, made.id]);
    await applyPolicyChange(await undo(made), clients());
    expect([tenant.collection('appManagementPolicies').size, tenant.policyOf.get(ASSIGNED)]).toEqual(before);
    expect(tenant.policyOf.has(FREE)).toBe(false);
  });

  it('that is made in part can be taken back in part', async () => {
    emulator.faults.add({
      match: `POST .*${ASSIGNED}/appManagementPolicies`,
      fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: 'No.' },
    });
    const change = await writeLegacy('Half');
    const error = await applyPolicyChange(change, clients()).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PolicyChangeError);
    const { done, cause } = error as PolicyChangeError;
    expect((cause as ServiceFailure).kind).toBe('not-permitted');
    emulator.faults.clear();
    // Its own policy was taken from the second before the new one was refused.
    expect(done.assignments.map(({ object, after }) => [object.objectId, after?.id]).toSorted()).toEqual(
      [
        [FREE, 'this'],
        [ASSIGNED, undefined],
      ].toSorted(),
    );
    await applyPolicyChange(await undo(done), clients());
    expect(emulator.tenant.policyOf.get(ASSIGNED)).toBe(demo.policies.appManagement[0]?.id);
    expect(emulator.tenant.collection('appManagementPolicies').find('displayName', 'Half')).toBeUndefined();
  });

  it.each(['POST .*appManagementPolicies$', 'POST .*\\$ref', 'DELETE .*\\$ref'])(
    'is found where the answer to %s was lost, and not written twice',
    async (match) => {
      const name = `Lost ${match}`;
      emulator.faults.add({ match, fault: { kind: 'fail-after', status: 503 }, times: 1 });
      const made = await applyPolicyChange(await writeLegacy(name), clients());
      const found = [...emulator.tenant.collection('appManagementPolicies').where('displayName', name)];
      expect(found.map(({ id }) => id)).toEqual([made.id]);
      emulator.faults.clear();
      await applyPolicyChange(await undo(made), clients());
    },
  );

  it('that was never sent is no change', async () => {
    emulator.faults.add({ match: 'POST .*appManagementPolicies$', fault: { kind: 'status', status: 503 } });
    const error = await applyPolicyChange(await writeLegacy('Never'), clients()).catch((cause: unknown) => cause);
    const { done, cause } = error as PolicyChangeError;
    expect([(cause as ServiceFailure).kind, done.after, done.assignments]).toEqual(['unavailable', undefined, []]);
  });
});

describe('Conditional Access', () => {
  const draft = {
    displayName: 'Block all at risk',
    include: ['ServicePrincipalsInMyTenant'],
    exclude: [],
    riskLevels: ['high'],
  };
  const v1 = new OpenApiValidator('v1.0');
  const policyIn = () => emulator.tenant.collection('conditionalAccessPolicies').find('displayName', draft.displayName);

  it('begins in report-only mode, is turned on by itself, and goes', async () => {
    const made = await applyPolicyChange(conditionalAccessChange(draft), clients());
    expect(policyIn()?.['state']).toBe('enabledForReportingButNotEnforced');
    const [body] = (await readConditionalAccessPolicies(clients())).filter(({ id }) => id === made.id);
    expect(v1.answer('GET', '/identity/conditionalAccess/policies/{conditionalAccessPolicy-id}', 200, body)).toEqual(
      [],
    );
    const on = await applyPolicyChange(stateChange(body ?? {}, 'enabled'), clients());
    expect(policyIn()?.['state']).toBe('enabled');
    await applyPolicyChange(await undo(on), clients());
    expect(policyIn()?.['state']).toBe('enabledForReportingButNotEnforced');
    await applyPolicyChange(await undo(made), clients());
    expect(policyIn()).toBeUndefined();
  });

  it('names the licence that it needs', async () => {
    const { servicePlans } = emulator.tenant;
    const plans = [LICENCES.workloadP1, LICENCES.workloadP2].filter((plan) => servicePlans.delete(plan));
    expect(await failure(conditionalAccessChange(draft))).toContain('needs Microsoft Entra Workload ID Premium');
    for (const plan of plans) servicePlans.add(plan);
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['no known service principal', { include: ['00000000-0000-4000-8000-00000000dead'] }],
    ['no name', { displayName: '' }],
  ])('of %s is refused in the words of the service', async (_, parts) => {
    expect(await failure(conditionalAccessChange({ ...draft, ...parts }))).toMatch(/was refused: 1007: /);
  });
});

async function failure(change: PolicyChange): Promise<string | undefined> {
  const error = await applyPolicyChange(change, clients()).catch((cause: unknown) => cause);
  return policyFailureText((error as Error).cause, change.kind, change.name);
}

describe('a refusal', () => {
  it.each<readonly [PolicyKind, readonly string[], string]>([
    ['default', ['Policy.Read.All'], 'Policy.ReadWrite.ApplicationConfiguration'],
    ['conditional-access', ['Policy.Read.All', 'Application.Read.All'], 'Policy.ReadWrite.ConditionalAccess'],
  ])('of %s names the permission and the role', async (kind, scopes, permission) => {
    emulator.consent(scopes);
    const change: PolicyChange =
      kind === 'default'
        ? { kind, name: 'the policy', before: { isEnabled: true }, after: { isEnabled: false }, assignments: [] }
        : conditionalAccessChange({
            displayName: 'x',
            include: ['ServicePrincipalsInMyTenant'],
            exclude: [],
            riskLevels: [],
          });
    const text = await failure(change);
    expect(text).toContain(permission);
    expect(text).toContain('Security Administrator');
  });

  it.each([
    ['sign-in', /Sign in again/],
    ['conflict', /^The policy is being changed by somebody else, or exists already: no$/],
    ['unavailable', /may not have been made/],
    ['not-found', /was not found: no Refresh/],
    ['rejected', /was refused: no$/],
  ] as const)('of the kind %s says what to do', (kind, expected) => {
    const error = new ServiceFailure({ kind, what: 'x', status: 400, code: 'c', detail: 'no' });
    expect(policyFailureText(error, 'custom', 'the policy')).toMatch(expected);
  });

  it('leaves other errors alone', () => {
    expect(policyFailureText(new TypeError('x'), 'custom', 'the policy')).toBeUndefined();
  });
});
