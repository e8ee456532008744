import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO_TENANT_FILE, demoTenant } from '../../scripts/demo-tenant.mts';
import { isRisky } from '../../src/tenant/model/activity.ts';
import { trustBreadth, trustScenario } from '../../src/tenant/model/federated-trust.ts';
import type { Identity } from '../../src/tenant/model/identity.ts';
import { credentialState, lifetimeDays } from '../../src/tenant/model/lifetime.ts';
import { STRENGTHS, strength } from '../../src/tenant/model/strength.ts';
import { inventoryView } from '../../src/tenant/snapshot/inventory-view.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { snapshotText } from '../../src/tenant/snapshot/write.ts';

const text = readFileSync(DEMO_TENANT_FILE, 'utf8');
const tenant = parseSnapshot(text);
const now = Date.parse(tenant.asOf);
const CONTOSO = join(import.meta.dirname, '../../examples/contoso');

function some(matches: (identity: Identity) => boolean): boolean {
  return tenant.identities.some(matches);
}

describe('the demo tenant', () => {
  it('is what its script writes', () => {
    expect(text).toBe(snapshotText(demoTenant()));
  });

  it('is small enough to look at', () => {
    expect(tenant.identities.length).toBeGreaterThanOrEqual(40);
    expect(tenant.identities.length).toBeLessThanOrEqual(80);
  });

  it('knows every client id, and the tenant and subscription, that examples/contoso names', () => {
    const files = readdirSync(CONTOSO, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const guids = files.flatMap((file) =>
      Array.from(
        readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(
          /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g,
        ),
        ([guid]) => guid,
      ),
    );
    const view = inventoryView(tenant);
    // Roles that Azure itself defines have the same id everywhere.
    const builtIn = ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'b24988ac-6180-42a0-ab88-20f7382dd24c'];
    const others = [tenant.tenant.id, ...tenant.subscriptions.map(({ id }) => id), ...builtIn];
    expect(guids.length).toBeGreaterThan(5);
    expect(guids.filter((guid) => !view.byClientId(guid) && !view.byObjectId(guid) && !others.includes(guid))).toEqual(
      [],
    );
  });

  it.each(['expired', 'expiring', 'valid', 'not-yet-valid'] as const)('has a client secret that is %s', (state) => {
    expect(some(({ keyCredentials }) => keyCredentials.some((each) => credentialState(each, now) === state))).toBe(
      true,
    );
  });

  it.each(STRENGTHS)('has an identity of strength %s', (each) => {
    expect(some((identity) => strength(identity, now) === each)).toBe(true);
  });

  it.each(['critical', 'high', 'medium', undefined])('has federated trust of breadth %s', (severity) => {
    const breadths = tenant.identities.flatMap(({ federatedCredentials }) => federatedCredentials.map(trustBreadth));
    expect(breadths.some((breadth) => breadth !== undefined && breadth.severity === severity)).toBe(true);
  });

  it.each([
    'github',
    'gitlab',
    'azure-devops',
    'terraform-cloud',
    'kubernetes',
    'entra',
    'aws',
    'google-cloud',
    undefined,
  ])('trusts tokens of %s', (platform) => {
    const trusts = tenant.identities.flatMap(({ federatedCredentials }) => federatedCredentials);
    expect(trusts.some((trust) => trustScenario(trust).platform === platform)).toBe(true);
  });

  it.each<readonly [string, (identity: Identity) => boolean]>([
    ['a secret of many years', ({ keyCredentials }) => keyCredentials.some((each) => (lifetimeDays(each) ?? 0) > 730)],
    ['no owner', ({ kind, owners }) => kind === 'application' && owners.length === 0],
    ['a guest as owner', ({ owners }) => owners.some(({ userPrincipalName }) => userPrincipalName?.includes('#EXT#'))],
    ['a risk', ({ risk }) => isRisky(risk)],
    ['an owner elsewhere', ({ ownership }) => ownership === 'third-party'],
    ['Microsoft as its owner', ({ ownership }) => ownership === 'microsoft'],
    ['been disabled', ({ isEnabled }) => !isEnabled],
    ['an agent', ({ agent }) => agent === 'identity'],
    ['a blueprint of agents', ({ agent }) => agent === 'blueprint'],
    ['a host that is gone', ({ managedIdentity }) => managedIdentity?.isOrphaned === true],
    ['several hosts', ({ managedIdentity }) => (managedIdentity?.hosts.length ?? 0) > 1],
    ['a directory role', ({ directoryRoles }) => directoryRoles.length > 0],
    ['an application permission', ({ applicationPermissions }) => applicationPermissions.length > 0],
    ['a delegated grant', ({ delegatedGrants }) => delegatedGrants.length > 0],
    ['a role at the root', ({ azureRoles }) => azureRoles.some(({ scope }) => scope === '/')],
    ['never signed in', ({ signIns }) => signIns === undefined],
  ])('has an identity with %s', (_, matches) => {
    expect(some(matches)).toBe(true);
  });
});
