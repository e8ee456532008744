import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphClient } from '../../../src/tenant/graph/client.ts';
import { paceGroup } from '../../../src/tenant/graph/paces.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { clientsOf } from '../sync/services.ts';

let emulator: Emulator;
let graph: GraphClient;
const call = { what: 'the applications' };

beforeEach(async () => {
  emulator = await startEmulator({ tenant: { applications: 230, seed: 5 }, isThrottling: false });
  ({ graph } = clientsOf(emulator));
});

afterEach(() => emulator.stop());

const idOf = (index: number) => String(emulator.tenant.collection('applications').at(index)?.['id']);

describe('the Graph client', () => {
  it('follows the links of pages to the end', async () => {
    const ids = new Set<unknown>();
    let place: string | undefined = '/applications?$top=50&$select=id';
    while (place !== undefined) {
      const page = await graph.page(place, call);
      for (const item of page.value) ids.add((item as { id: unknown }).id);
      place = page.nextLink;
    }
    expect(ids.size).toBe(230);
  });

  it('sends its token nowhere else', async () => {
    await expect(graph.page('https://evil.example/v1.0/applications', call)).rejects.toThrow(/outside Microsoft Graph/);
    await expect(graph.page(`${emulator.url}.evil.example/v1.0/applications`, call)).rejects.toThrow(/outside/);
  });

  it.each([
    ['429 without a time', { kind: 'throttle' }],
    ['429 with a time', { kind: 'throttle', retryAfterSeconds: 2.128 }],
    ['503', { kind: 'status', status: 503 }],
    ['an answer that breaks off', { kind: 'drop', share: 0.4 }],
  ] as const)('reads again after %s', async (_, fault) => {
    emulator.faults.add({ fault, times: 2 });
    expect((await graph.page('/applications?$top=5', call)).value).toHaveLength(5);
  });

  it('gives up on a read in the end, and says what failed', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 503 } });
    await expect(graph.page('/applications?$top=5', call)).rejects.toMatchObject({
      kind: 'unavailable',
      status: 503,
      what: 'the applications',
    });
  });

  it('sends a change once, also where nobody knows whether it happened', async () => {
    const path = `/applications/${idOf(0)}/addPassword`;
    const before = emulator.tenant.collection('applications').get(idOf(0))?.['passwordCredentials'];
    emulator.faults.add({ fault: { kind: 'fail-after', status: 503 }, match: 'addPassword', times: 1 });
    const end = new Date(Date.now() + 86_400_000).toISOString();
    const body = { passwordCredential: { displayName: 'once', endDateTime: end } };
    await expect(graph.change('POST', path, body, call)).rejects.toMatchObject({ kind: 'unavailable' });
    const after = emulator.tenant.collection('applications').get(idOf(0))?.['passwordCredentials'];
    expect((after as unknown[]).length).toBe((before as unknown[]).length + 1);
  });

  it('sends a change again that was refused before it happened', async () => {
    emulator.faults.add({ fault: { kind: 'throttle' }, match: 'PATCH', times: 1 });
    await graph.change('PATCH', `/applications/${idOf(1)}`, { displayName: 'Renamed' }, call);
    expect(emulator.tenant.collection('applications').get(idOf(1))?.['displayName']).toBe('Renamed');
  });

  it('reads in batches of 20, in the order asked for, and asks again for parts that failed', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => idOf(index));
    emulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 1 }, match: '/applications/', share: 0.3 });
    const parts = [...ids, '00000000-0000-4000-8000-000000000000'].map((id) => ({
      url: `/applications/${id}?$select=id`,
      what: 'an application',
    }));
    const answers = await graph.batch(parts, call);
    expect(
      answers.slice(0, 45).map((answer) => ('body' in answer ? (answer.body as { id: string }).id : answer)),
    ).toEqual(ids);
    expect(answers[45]).toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('stops at once when it is cancelled', async () => {
    emulator.behaviour.latencyMilliseconds = 5_000;
    const controller = new AbortController();
    const read = graph.page('/applications', { ...call, signal: controller.signal });
    controller.abort(new Error('cancelled'));
    await expect(read).rejects.toThrow('cancelled');
  });

  it('answers a challenge with a token that meets it', async () => {
    emulator.faults.add({ fault: { kind: 'claims-challenge' } });
    expect((await graph.page('/applications?$top=5', call)).value).toHaveLength(5);
  });
});

describe('calls that Graph counts together', () => {
  it.each([
    ['https://graph.microsoft.com/v1.0/applications?$select=id', 'directory'],
    ['https://graph.microsoft.com/v1.0/applications?$select=id,keyCredentials', 'application-keys'],
    ['https://graph.microsoft.com/v1.0/servicePrincipals/delta?$select=keyCredentials', 'service-principal-keys'],
    ['https://graph.microsoft.com/beta/reports/servicePrincipalSignInActivities', 'reports'],
    ['https://graph.microsoft.com/v1.0/identityProtection/riskyServicePrincipals', 'protection'],
    ['https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies', 'protection'],
  ])('%s: %s', (url, group) => {
    expect(paceGroup(url)).toBe(group);
  });
});
