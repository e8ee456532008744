import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Assessment,
  type AssessmentOptions,
  assess,
  assessIdentity,
  type CheckResult,
  type Outcome,
} from '../../../src/tenant/assessment/assess.ts';
import type { Check } from '../../../src/tenant/assessment/check.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import type { SectionName } from '../../../src/tenant/model/section.ts';
import { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { MemoryTables } from '../../../src/tenant/store/memory-tables.ts';
import { REQUIREMENTS } from '../../../src/tenant/sync/requirements.ts';
import { synchronise } from '../../../src/tenant/sync/synchronise.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { guid, inventory, NOW } from '../identities.ts';
import { clientsOf } from '../sync/services.ts';
import { CASES } from './cases/cases.ts';
import { type Case, inventoryOf, microsoft } from './cases/parts.ts';

/** Every check against the services: what is wrong is read there, what is right, what it is not about, and who may not. */

/** The API whose permissions the cases hold: nobody has permissions of an API that the tenant does not know. */
const GRAPH = microsoft({
  clientId: '00000003-0000-0000-c000-000000000000',
  servicePrincipalId: guid(60),
  displayName: 'Microsoft Graph',
});

interface Subject {
  readonly check: Check;
  readonly expected: 'fail' | 'pass' | 'not-applicable';
  readonly name: string;
  readonly each: Case;
}

const SUBJECTS: readonly Subject[] = CHECKS.flatMap((check) =>
  (['fail', 'pass', 'not-applicable'] as const).flatMap((expected) =>
    (CASES[check.id]?.[expected === 'not-applicable' ? 'notApplicable' : expected] ?? []).map((each, index) => ({
      check,
      expected,
      name: `${check.id}: ${expected} (${index})`,
      each,
    })),
  ),
);

/** Cases of an identity alone share one tenant; all others have one of their own. */
const isAlone = ({ each: { identity, others, policies, orphanedRoles } }: Subject) =>
  identity === undefined || others !== undefined || policies !== undefined || orphanedRoles !== undefined;
const SHARED = SUBJECTS.filter((subject) => !isAlone(subject)).map((subject, index) => ({
  ...subject,
  identity: apart(subject.each.identity as Identity, index),
}));
const TENANT: Inventory = inventory([GRAPH, ...SHARED.map(({ identity }) => identity)]);

/** The identity with ids that no other one has. */
function apart(identity: Identity, index: number): Identity {
  const { applicationId, servicePrincipalId, managedIdentity } = identity;
  const number = 1_000 + index * 10;
  return {
    ...identity,
    clientId: guid(number),
    ...(applicationId !== undefined && { applicationId: guid(number + 1) }),
    ...(servicePrincipalId !== undefined && { servicePrincipalId: guid(number + 2) }),
    ...(managedIdentity?.resourceId !== undefined && {
      managedIdentity: {
        ...managedIdentity,
        resourceId: `${managedIdentity.resourceId}-${index}`,
        hosts: managedIdentity.hosts.map((host) => `${host}-${index}`),
      },
    }),
    azureRoles: identity.azureRoles.map((role) => ({
      ...role,
      id: `${role.scope}/roleAssignments/${role.id}-${index}`,
    })),
  };
}

const running: Emulator[] = [];

afterAll(async () => {
  for (const emulator of running) await emulator.stop();
});

/** What can be read of a tenant through its services. */
async function read(
  tenant: Inventory,
  prepare: (emulator: Emulator) => void = () => undefined,
): Promise<InventoryStore> {
  const emulator = await startEmulator({ tenant, isThrottling: false });
  running.push(emulator);
  prepare(emulator);
  const store = new InventoryStore(new MemoryTables());
  await synchronise({ ...clientsOf(emulator), store, tenantId: emulator.tenant.id, cloud: 'public', maxAge: 0 });
  return store;
}

function optionsOf(store: InventoryStore, checks?: readonly Check[]): AssessmentOptions {
  const hasServicePrincipal = (objectId: string) => store.identityOfObject(objectId) !== undefined;
  return { now: NOW, preset: 'microsoft', hasServicePrincipal, ...(checks && { checks }) };
}

function headerOf({ header }: InventoryStore) {
  if (!header) throw new Error('Something was read.');
  return header;
}

function assessed(store: InventoryStore, checks?: readonly Check[]): Assessment {
  return assess(headerOf(store), store.identities(), optionsOf(store, checks));
}

function outcomeFor(store: InventoryStore, check: Check, clientId: string): Outcome | undefined {
  const identity = store.identity(clientId);
  if (!identity) throw new Error(`${clientId} was not read.`);
  return assessIdentity(headerOf(store), identity, optionsOf(store, [check])).outcomes[0]?.outcome;
}

function resultOf({ results }: Assessment, id: string): CheckResult {
  const found = results.find(({ check }) => check.id === id);
  if (!found) throw new Error(`There is no check ${id}.`);
  return found;
}

const partsOf = ({ needs, uses = [] }: Check): readonly SectionName[] => [...needs, ...uses];

it('has a case that fails and one that passes for every check', () => {
  const names = (expected: string) =>
    new Set(SUBJECTS.filter((each) => each.expected === expected).map(({ check }) => check.id));
  const all = CHECKS.map(({ id }) => id);
  expect(all.filter((id) => !names('fail').has(id))).toEqual([]);
  expect(all.filter((id) => !names('pass').has(id))).toEqual([]);
});

describe('read through the services', () => {
  let store: InventoryStore;

  beforeAll(async () => {
    store = await read(TENANT);
  });

  it('everything can be read', () => {
    expect(Object.entries(headerOf(store).sections).filter(([, { problem }]) => problem)).toEqual([]);
  });

  it.each(SHARED.map((subject) => [subject.name, subject] as const))('%s', (_, { check, expected, identity }) => {
    expect(outcomeFor(store, check, identity.clientId)).toBe(expected);
  });

  it.each(SUBJECTS.filter(isAlone).map((subject) => [subject.name, subject] as const))(
    '%s',
    async (_, { check, expected, each }) => {
      const tenant = inventoryOf(each);
      const own = await read({ ...tenant, identities: [GRAPH, ...tenant.identities] });
      if (each.identity) expect(outcomeFor(own, check, each.identity.clientId)).toBe(expected);
      else expect(resultOf(assessed(own, [check]), check.id).counts[expected]).toBe(1);
    },
  );
});

describe('without the permission', () => {
  const PERMISSIONS = [...new Set(Object.values(REQUIREMENTS).flatMap(({ anyOf }) => anyOf))];
  const without = (section: SectionName) => (emulator: Emulator) => {
    const { anyOf, service } = REQUIREMENTS[section];
    if (service === 'graph') {
      // Directory.Read.All opens more than it is needed for.
      const refused = [...anyOf, 'Directory.Read.All'];
      emulator.consent([...PERMISSIONS, 'IdentityRiskEvent.Read.All'].filter((each) => !refused.includes(each)));
    } else {
      const match = section === 'diagnostic-settings' ? '/microsoft\\.aadiam/' : '/Microsoft\\.ResourceGraph/';
      emulator.faults.add({ fault: { kind: 'permission' }, match });
    }
  };
  const sections = [...new Set(CHECKS.flatMap(partsOf))];

  it.each(sections)('for %s, no check passes that needs it, and each says what would show it', async (section) => {
    const assessment = assessed(await read(TENANT, without(section)));
    expect(assessment.header.sections[section]?.problem?.needs).toEqual(REQUIREMENTS[section].anyOf);
    const checks = CHECKS.filter((check) => partsOf(check).includes(section));
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) {
      const { counts, gap } = resultOf(assessment, check.id);
      expect([check.id, counts.pass, gap?.outcome]).toEqual([check.id, 0, 'not-permitted']);
      expect(partsOf(check)).toContain(gap?.section);
      expect(gap?.needs).toEqual(REQUIREMENTS[gap?.section as SectionName].anyOf);
    }
  });
});

it('passes nobody and says why where not even the directory can be read', async () => {
  const assessment = assessed(
    await read(TENANT, (emulator) => emulator.consent(['AuditLog.Read.All', 'Policy.Read.All'])),
  );
  for (const { check, counts, gap } of assessment.results) {
    if (check.about === 'tenant') continue;
    expect([check.id, counts.pass, gap?.outcome]).toEqual([check.id, 0, 'not-permitted']);
  }
});

describe('without any licence', () => {
  let assessment: Assessment;

  beforeAll(async () => {
    assessment = assessed(await read(TENANT, (emulator) => emulator.tenant.servicePlans.clear()));
  });

  it('the checks that say so, and no others, are not licensed', () => {
    const found = assessment.results.filter(({ gap }) => gap?.outcome === 'not-licensed').map(({ check }) => check.id);
    expect(found.sort()).toEqual(
      CHECKS.filter(({ needsLicence }) => needsLicence)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(CHECKS.map((check) => [check.id, check] as const))('%s is judged, or names the licence', (id, check) => {
    const { counts, gap } = resultOf(assessment, id);
    if (!check.needsLicence) {
      expect(counts['not-licensed']).toBe(0);
      expect(partsOf(check).flatMap((section) => REQUIREMENTS[section].licences)).toEqual([]);
      return;
    }
    expect(counts.pass).toBe(0);
    expect(gap?.needs).toEqual(REQUIREMENTS[gap?.section as SectionName].licences);
    expect(gap?.needs.length).toBeGreaterThan(0);
  });
});
