import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appliedPolicies } from '../../../src/tenant/change/applied-policies.ts';
import { changeFailureText, obstacleText, obstacleTo } from '../../../src/tenant/change/explain-failure.ts';
import {
  addFederatedCredential,
  MAX_FEDERATED_CREDENTIALS,
  readFederatedCredentials,
  removeFederatedCredential,
  replaceFederatedCredential,
} from '../../../src/tenant/change/federated-credentials.ts';
import { type CredentialHolder, holderOf } from '../../../src/tenant/change/holder.ts';
import type { FederatedTrust } from '../../../src/tenant/model/credential.ts';
import { type Emulator, startEmulator } from '../../emulator/start.ts';
import { identity } from '../identities.ts';
import { clientsOf, FAST } from '../sync/services.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: { applications: 60 } });
});

afterAll(() => emulator.stop());

beforeEach(() => {
  emulator.faults.clear();
  emulator.behaviour.federatedLagMilliseconds = 0;
});

let number = 0;

function trust(more: Partial<FederatedTrust> = {}): FederatedTrust {
  number += 1;
  return {
    name: `test-${number}`,
    issuer: GITHUB,
    subject: `repo:contoso/app:environment:e${number}`,
    audiences: ['api://AzureADTokenExchange'],
    ...more,
  };
}

/** An application and a user-assigned identity of the tenant, each without credentials. */
function holders(): { readonly application: CredentialHolder; readonly identity: CredentialHolder } {
  const isFree = (object: { readonly [name: string]: unknown }) =>
    ((object['federatedIdentityCredentials'] ?? []) as readonly unknown[]).length === 0;
  const app = [...emulator.tenant.collection('applications')].find(isFree);
  const principal = [
    ...emulator.tenant.collection('servicePrincipals').where('servicePrincipalType', 'ManagedIdentity'),
  ]
    .filter(isFree)
    .find((each) => String((each['alternativeNames'] as readonly string[])[0]).startsWith('isExplicit=True'));
  const resourceId = (principal?.['alternativeNames'] as readonly string[] | undefined)?.find((name) =>
    name.startsWith('/subscriptions/'),
  );
  if (!app || !principal || resourceId === undefined) throw new Error('The tenant has no identity to test with.');
  return {
    application: { kind: 'application', displayName: 'app', clientId: String(app['appId']), objectId: app.id },
    identity: {
      kind: 'managed-identity',
      displayName: 'identity',
      clientId: String(principal['appId']),
      objectId: principal.id,
      resourceId,
    },
  };
}

const clients = () => ({ ...clientsOf(emulator), clock: FAST });

describe.each(['application', 'identity'] as const)('the federated credentials of an emulated %s', (kind) => {
  let holder: CredentialHolder;

  beforeAll(() => {
    holder = holders()[kind];
  });

  it('takes one, and gives it back by its name', async () => {
    const wanted = trust();
    const added = await addFederatedCredential(holder, wanted, clients());
    expect(added).toMatchObject(wanted);
    expect((await readFederatedCredentials(holder, clients())).map(({ name }) => name)).toContain(wanted.name);
  });

  it('takes an expression', async () => {
    const { subject: _, ...wanted } = trust();
    const expression = "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/release/*'";
    const added = await addFederatedCredential(holder, { ...wanted, expression }, clients());
    expect(added.expression).toBe(expression);
    expect(added.subject).toBeUndefined();
  });

  it('puts one in the place of another, from an expression to a subject', async () => {
    const { subject: _, ...broad } = trust();
    const expression = "claims['sub'] matches 'repo:contoso/x*'";
    await addFederatedCredential(holder, { ...broad, expression }, clients());
    const narrow = { ...broad, subject: 'repo:contoso/x:environment:production' };
    expect(await replaceFederatedCredential(holder, narrow, clients())).toMatchObject(narrow);
  });

  it('removes one', async () => {
    const wanted = trust();
    await addFederatedCredential(holder, wanted, clients());
    await removeFederatedCredential(holder, wanted.name, clients());
    expect((await readFederatedCredentials(holder, clients())).map(({ name }) => name)).not.toContain(wanted.name);
  });

  it('tells the request ids of what it changed, and of nothing that it read', async () => {
    const ids: string[] = [];
    const wanted = trust();
    const telling = { ...clients(), onRequestId: (id: string) => void ids.push(id) };
    await addFederatedCredential(holder, wanted, telling);
    await readFederatedCredentials(holder, telling);
    await removeFederatedCredential(holder, wanted.name, telling);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/u);
  });

  it('refuses a duplicate, in words that say what to do', async () => {
    const wanted = trust();
    await addFederatedCredential(holder, wanted, clients());
    const failure = await addFederatedCredential(holder, { ...wanted, name: `${wanted.name}-again` }, clients()).catch(
      (error: unknown) => error,
    );
    expect(changeFailureText(failure, holder)).toBe(
      `${holder.displayName} has a federated credential with this name, or with this issuer and subject, already. Refresh Workload Identities to see it.`,
    );
  });

  it('refuses the 21st', async () => {
    const existing = await readFederatedCredentials(holder, clients());
    for (let count = existing.length; count < MAX_FEDERATED_CREDENTIALS; count += 1) {
      await addFederatedCredential(holder, trust(), clients());
    }
    const failure = await addFederatedCredential(holder, trust(), clients()).catch((error: unknown) => error);
    expect(changeFailureText(failure, holder)).toContain('Entra ID allows no more');
  });
});

describe('a change that fails', () => {
  it('names the role that is missing', async () => {
    const { application, identity: managed } = holders();
    const refused = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const;
    for (const [holder, word] of [
      [application, 'Cloud Application Administrator'],
      [managed, 'federatedIdentityCredentials/write'],
    ] as const) {
      emulator.faults.add({ match: 'POST .*federatedIdentityCredentials|PUT ', fault: refused });
      const failure = await addFederatedCredential(holder, trust(), clients()).catch((error: unknown) => error);
      expect(changeFailureText(failure, holder)).toContain(word);
      emulator.faults.clear();
    }
  });

  it('says nothing about what is no answer of a service', () => {
    expect(changeFailureText(new TypeError('x'), holders().application)).toBeUndefined();
  });

  it('is none where the answer was lost and the change was made', async () => {
    const { application, identity: managed } = holders();
    for (const holder of [application, managed]) {
      emulator.faults.add({
        match: 'POST .*federatedIdentityCredentials|PUT ',
        fault: { kind: 'fail-after', status: 0 },
        times: 1,
      });
      const wanted = trust();
      expect(await addFederatedCredential(holder, wanted, clients())).toMatchObject(wanted);
    }
  });

  it('waits until the credential shows', async () => {
    emulator.behaviour.federatedLagMilliseconds = 60;
    const wanted = trust();
    expect(await addFederatedCredential(holders().application, wanted, clients())).toMatchObject(wanted);
  });
});

describe('what stands in the way', () => {
  const holder = { kind: 'application', displayName: 'app', clientId: '', objectId: '' } as const;

  it('is a duplicate, a name or the limit', () => {
    const one = trust({ name: 'one' });
    expect(obstacleTo({ ...one, name: 'two' }, [one])).toEqual({ kind: 'duplicate', existing: one });
    expect(obstacleTo(trust({ name: 'ONE' }), [one])).toEqual({ kind: 'name-taken', existing: one });
    const full = Array.from({ length: MAX_FEDERATED_CREDENTIALS }, () => trust());
    expect(obstacleTo(trust(), full)).toEqual({ kind: 'limit' });
    expect(obstacleTo(trust(), full.slice(1))).toBeUndefined();
    expect(obstacleText({ kind: 'limit' }, holder)).toContain('20');
  });
});

const USER_ASSIGNED = {
  assignment: 'user-assigned',
  resourceId: '/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i',
  hosts: [],
} as const;

describe('who can have federated credentials', () => {
  it('is an application of this tenant or a user-assigned identity', () => {
    expect(holderOf(identity({ kind: 'application', applicationId: 'a' }))?.kind).toBe('application');
    const managed = identity({ kind: 'managed-identity', servicePrincipalId: 'p', managedIdentity: USER_ASSIGNED });
    expect(holderOf(managed)).toMatchObject({ kind: 'managed-identity', objectId: 'p' });
    const system = { ...USER_ASSIGNED, assignment: 'system-assigned' } as const;
    expect(holderOf({ ...managed, managedIdentity: system })).toBeUndefined();
    const { applicationId: _, ...foreign } = identity({ kind: 'service-principal' });
    expect(holderOf(foreign)).toBeUndefined();
  });
});

describe('the app management policies that apply', () => {
  const policies = { appManagement: [], conditionalAccess: [], diagnosticSettings: [], accessReviews: [] };
  const policy = { id: 'p', displayName: 'Strict', isEnabled: true, restrictions: [], appliesTo: ['app-object'] };

  it('are those assigned, else the default of the tenant', () => {
    const one = identity({ kind: 'application', applicationId: 'app-object' });
    const defaultAppManagement = { isEnabled: true, applications: [], servicePrincipals: [] };
    expect(appliedPolicies(one, { ...policies, appManagement: [policy], defaultAppManagement })).toEqual(['Strict']);
    expect(appliedPolicies(one, { ...policies, defaultAppManagement })).toEqual(['tenant default']);
    expect(appliedPolicies(one, policies)).toEqual([]);
  });
});
