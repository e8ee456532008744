import { describe, expect, it } from 'vitest';
import { DemoEmulator, identityCalled } from './demo-emulator.ts';

const service = new DemoEmulator();
const API = identityCalled('Payments API');

describe('faults', () => {
  it('throttle with and without a time to wait', async () => {
    service.get.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 2.128 }, match: '/applications', times: 1 });
    service.get.faults.add({ fault: { kind: 'throttle' }, match: '/applications', times: 1 });
    const answers = [
      await service.graph('/applications'),
      await service.graph('/applications'),
      await service.graph('/applications'),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual([
      [429, '2.128'],
      [429, null],
      [200, null],
    ]);
  });

  it('break the connection inside the body', async () => {
    service.get.faults.add({ fault: { kind: 'drop', share: 0.5 }, times: 1 });
    await expect(service.graph('/applications')).rejects.toThrow();
    expect((await service.graph('/applications')).status).toBe(200);
  });

  it('hit the share of requests that was asked for', async () => {
    service.get.faults.add({ fault: { kind: 'status', status: 504 }, share: 0.5 });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => (await service.graph('/organization')).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 504]));
  });

  it('hit parts of a batch', async () => {
    service.get.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 1 }, match: 'owners', times: 1 });
    const requests = ['owners', ''].map((rest, id) => ({
      id: String(id),
      method: 'GET',
      url: `/applications/${API.applicationId}/${rest}`.replace(/\/$/, ''),
    }));
    const { body } = await service.graph('/$batch', { method: 'POST', body: { requests } });
    expect(body.responses.map((part: { id: string; status: number }) => [part.id, part.status]).sort()).toEqual([
      ['0', 429],
      ['1', 200],
    ]);
    expect(body.responses.find((part: { id: string }) => part.id === '0').headers['Retry-After']).toBe('1');
    expect(
      (
        await service.graph('/$batch', {
          method: 'POST',
          body: {
            requests: Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/organization' })),
          },
        })
      ).status,
    ).toBe(400);
  });

  it('bring what no client was written for', async () => {
    Object.assign(service.get.behaviour, { hasUnknownKinds: true, hasUnknownProperties: true });
    const { body } = await service.graph('/applications?$select=id');
    Object.assign(service.get.behaviour, { hasUnknownKinds: false, hasUnknownProperties: false });
    expect(body.value.at(-1)['@odata.type']).toBe('#microsoft.graph.quantumIdentity');
    expect(body.value[0]).toHaveProperty('futureProperty');
  });

  it('can be switched on from another process', async () => {
    const control = (path: string, method: string, body: unknown) =>
      fetch(`${service.get.url}/control${path}`, { method, body: JSON.stringify(body) });
    await control('/faults', 'POST', { fault: { kind: 'permission' }, times: 1 });
    expect((await service.graph('/applications')).status).toBe(403);
    const printed = (await (await fetch(`${service.get.url}/control/token`)).json()) as { accessToken: string };
    expect(
      (await service.graph('/applications', { headers: { Authorization: `Bearer ${printed.accessToken}` } })).status,
    ).toBe(200);
    const statistics = (await (await fetch(`${service.get.url}/control/statistics`)).json()) as {
      byOperation: Record<string, number>;
    };
    expect(statistics.byOperation['GET /v1.0/applications']).toBeGreaterThan(1);
  });
});
