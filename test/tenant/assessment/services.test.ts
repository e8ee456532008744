import { afterEach, expect, it } from 'vitest';
import { type Assessment, assess, type Outcome } from '../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import type { SectionName } from '../../../src/tenant/model/section.ts';
import { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { MemoryTables } from '../../../src/tenant/store/memory-tables.ts';
import { synchronise } from '../../../src/tenant/sync/synchronise.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { clientsOf } from '../sync/services.ts';

const started: Emulator[] = [];

afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.stop();
});

/** Reads the tenant from its services, as far as they let, and judges what came. */
async function assessed(prepare: (emulator: Emulator) => void): Promise<Assessment> {
  const emulator = await startEmulator({ tenant: demo, isThrottling: false });
  started.push(emulator);
  prepare(emulator);
  const store = new InventoryStore(new MemoryTables());
  await synchronise({ ...clientsOf(emulator), store, tenantId: emulator.tenant.id, cloud: 'public', maxAge: 0 });
  const { header } = store;
  if (!header) throw new Error('Something was read.');
  const hasServicePrincipal = (objectId: string) => store.identityOfObject(objectId) !== undefined;
  return assess(header, store.identities(), { now: Date.parse(demo.asOf), preset: 'microsoft', hasServicePrincipal });
}

function undecided(assessment: Assessment, outcome: Outcome): ReadonlyMap<string, string> {
  return new Map(
    assessment.results
      .filter(({ counts }) => counts[outcome] > 0)
      .map(({ check, gap }) => [check.id, gap?.needs.join(' ') ?? '']),
  );
}

/** The checks that pass for nobody without one of these parts. */
function dependingOn(...sections: readonly SectionName[]): readonly string[] {
  return CHECKS.filter(({ needs }) => needs.some((part) => sections.includes(part))).map(({ id }) => id);
}

it('comes to the same by way of the services as by the snapshot', async () => {
  const bySnapshot = assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' });
  const byServices = await assessed(() => undefined);
  const failing = ({ results }: Assessment) =>
    results.map(({ check, failures }) => [check.id, failures.map(({ clientId }) => clientId).sort()] as const);
  // The snapshot's reader had no role for the diagnostic settings.
  const without = ([id]: readonly [string, unknown]) => id !== 'workload-logs' && id !== 'multi-tenant';
  expect(failing(byServices).filter(without)).toEqual(failing(bySnapshot).filter(without));
});

it('names the licence where the tenant has none', async () => {
  const found = undecided(await assessed((emulator) => emulator.tenant.servicePlans.clear()), 'not-licensed');
  expect(found.get('risky-identity')).toContain('Microsoft Entra Workload ID Premium');
});

it.each<readonly [string, SectionName, string]>([
  ['/oauth2PermissionGrants', 'delegated-grants', 'Directory.Read.All'],
  ['/reports/servicePrincipalSignInActivities', 'sign-ins', 'AuditLog.Read.All'],
  ['/reports/appCredentialSignInActivities', 'credential-sign-ins', 'AuditLog.Read.All'],
  ['/identityProtection/', 'risk', 'IdentityRiskyServicePrincipal.Read.All'],
  ['/policies/defaultAppManagementPolicy', 'app-management-policies', 'Policy.Read.All'],
  ['/identity/conditionalAccess/', 'conditional-access', 'Policy.Read.All'],
])('names the permission where %s is refused', async (match, section, permission) => {
  const found = undecided(
    await assessed((emulator) => emulator.faults.add({ fault: { kind: 'permission' }, match })),
    'not-permitted',
  );
  const ids = dependingOn(section);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) expect([id, found.get(id)]).toEqual([id, expect.stringContaining(permission)]);
});
