import { describe, expect, it } from 'vitest';
import { synchronise } from '../../src/tenant/sync/synchronise.ts';
import { startEmulator } from '../emulator/start.ts';
import { sqliteStore } from '../tenant/store/stores.ts';
import { clientsOf } from '../tenant/sync/services.ts';
import {
  actualCalls,
  type Calls,
  type EmulatorStatistics,
  isAsPlanned,
  plannedCalls,
  sizesOf,
} from './inventory-plan.ts';

describe('the plan of calls', () => {
  it.each([300, 2_000])('says what reading a tenant of %i applications takes', async (applications) => {
    const emulator = await startEmulator({ tenant: { applications, seed: 8 }, isThrottling: false });
    const store = sqliteStore();
    await synchronise({ ...clientsOf(emulator), store, tenantId: emulator.tenant.id, cloud: 'public' });
    await emulator.stop();
    const planned = plannedCalls(sizesOf(store));
    const actual = actualCalls(JSON.parse(JSON.stringify(emulator.statistics)) as EmulatorStatistics);
    for (const name of Object.keys(planned) as (keyof Calls)[]) {
      expect(isAsPlanned(actual[name], planned[name]), `${name}: ${actual[name]}, planned ${planned[name]}`).toBe(true);
    }
    expect(isAsPlanned(planned.graphRequests * 2, planned.graphRequests)).toBe(false);
  });
});
