import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type IdentityChange,
  identityChange,
  isLoss,
  objectIdOf,
  previewChange,
} from '../../src/migrate/execute/identity-change.ts';
import type { UseOptions } from '../../src/migrate/execute/make-call.ts';
import { type CallResult, type ChangeOptions, makeChange } from '../../src/migrate/execute/make-change.ts';
import type { NewCertificate } from '../../src/tenant/change/key-credentials.ts';
import { GraphClient } from '../../src/tenant/graph/client.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { makeCertificate } from '../tenant/change/make-certificate.ts';
import { clientsOf, FAST, tokensOf } from '../tenant/sync/services.ts';
import { DEMO, identityNamed } from './contoso.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ tenant: DEMO, isThrottling: false });
});

afterEach(() => emulator.stop());

/** Has two certificates. */
const LEDGER = identityNamed('Ledger sync');
const TERRAFORM = identityNamed('payments-terraform');
const HOLDER = { kind: 'application', objectId: LEDGER.applicationId ?? '' } as const;
const [FIRST, SECOND] = LEDGER.keyCredentials
  .filter(({ kind }) => kind === 'certificate')
  .map(({ keyId = '' }) => keyId);
const MADE = makeCertificate({ subject: 'ledger' });
const DAY = 86_400_000;

const CERTIFICATE: NewCertificate = {
  keyId: randomUUID(),
  displayName: 'ledger',
  start: new Date(Date.now()).toISOString(),
  end: new Date(Date.now() + 30 * DAY).toISOString(),
  key: Buffer.from(MADE.der).toString('base64'),
};
const ADD: IdentityChange = { operation: 'add-certificate', holder: HOLDER, certificate: CERTIFICATE };
const REMOVE_CERTIFICATE: IdentityChange = { operation: 'remove-certificate', holder: HOLDER, keyId: FIRST ?? '' };
const SECRET_HOLDER = { kind: 'application', objectId: TERRAFORM.applicationId ?? '' } as const;
const REMOVE_SECRET: IdentityChange = {
  operation: 'remove-secret',
  holder: SECRET_HOLDER,
  keyId: TERRAFORM.keyCredentials[0]?.keyId ?? '',
};
const PRINCIPAL = TERRAFORM.servicePrincipalId ?? '';
const DISABLE: IdentityChange = { operation: 'disable', clientId: TERRAFORM.clientId, objectId: PRINCIPAL };
const ENABLE: IdentityChange = { ...DISABLE, operation: 'enable' };

/** Long after whatever the demo tenant knows of sign-ins. */
const LATER = { ...FAST, now: () => Date.parse('2029-01-05T00:00:00Z') };

function make(
  change: IdentityChange,
  use: Partial<UseOptions> = {},
  options: Partial<ChangeOptions> = {},
): Promise<CallResult> {
  const clients = { graph: clientsOf(emulator).graph };
  const { clock = LATER } = options;
  const what = identityChange(change, clients, { quietDays: 14, ...use }, clock.now);
  return makeChange(what, { clock, ...options });
}

function keyIds(objectId: string, property = 'keyCredentials'): readonly unknown[] {
  const object = emulator.tenant.collection('applications').get(objectId);
  return ((object?.[property] ?? []) as readonly { keyId: string }[]).map(({ keyId }) => keyId);
}

function isEnabled(): unknown {
  return emulator.tenant.collection('servicePrincipals').get(PRINCIPAL)?.['accountEnabled'];
}

/** What the tenant is like before and after each operation. */
const OPERATIONS = [
  {
    what: ADD,
    sends: `PATCH .*/applications/${HOLDER.objectId}`,
    state: () => keyIds(HOLDER.objectId),
    before: [FIRST, SECOND],
    after: [FIRST, SECOND, CERTIFICATE.keyId],
    report: undefined,
  },
  {
    what: REMOVE_CERTIFICATE,
    sends: `PATCH .*/applications/${HOLDER.objectId}`,
    state: () => keyIds(HOLDER.objectId),
    before: [FIRST, SECOND],
    after: [SECOND],
    report: 'appCredentialSignInActivities',
  },
  {
    what: REMOVE_SECRET,
    sends: 'POST .*removePassword',
    state: () => keyIds(SECRET_HOLDER.objectId, 'passwordCredentials'),
    before: [TERRAFORM.keyCredentials[0]?.keyId],
    after: [],
    report: 'appCredentialSignInActivities',
  },
  {
    what: DISABLE,
    sends: `PATCH .*/servicePrincipals/${PRINCIPAL}`,
    state: isEnabled,
    before: true,
    after: false,
    report: 'servicePrincipalSignInActivities',
  },
  {
    what: ENABLE,
    sends: `PATCH .*/servicePrincipals/${PRINCIPAL}`,
    state: isEnabled,
    before: false,
    after: true,
    report: undefined,
  },
].map((each) => ({ ...each, name: each.what.operation }));

describe.each(OPERATIONS)('$name', ({ what, sends, state, before, after, report }) => {
  beforeEach(() => {
    if (what.operation === 'enable') emulator.tenant.update('servicePrincipals', PRINCIPAL, { accountEnabled: false });
    expect(state()).toEqual(before);
  });

  it('is made once, and again it is found made', async () => {
    const made = await make(what);
    expect(made).toMatchObject({ state: 'done', isSent: true, outcome: { text: 'Made.' } });
    expect(made.outcome.requestId).toMatch(/^[0-9a-f-]{36}$/u);
    expect(state()).toEqual(after);
    expect(await make(what)).toMatchObject({ state: 'done', isSent: false, outcome: { text: 'It was so already.' } });
    expect(state()).toEqual(after);
  });

  it.each([0, 500, 503, 504])('is found made where the service did it and answered %i', async (status) => {
    emulator.faults.add({ fault: { kind: 'fail-after', status }, match: sends, times: 1 });
    expect(await make(what)).toMatchObject({ state: 'done', isSent: true });
    expect(state()).toEqual(after);
  });

  it('is refused with the reason where the person may not', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 403 }, match: sends });
    const { state: result, outcome } = await make(what);
    expect([result, outcome.text]).toEqual(['refused', expect.stringContaining('Authorization_RequestDenied')]);
    expect(outcome.requestId).toMatch(/^[0-9a-f-]{36}$/u);
    expect(state()).toEqual(before);
  });

  it('is refused where a policy forbids it', async () => {
    const code = 'CredentialTypeNotAllowedAsPerAppPolicy';
    emulator.faults.add({ fault: { kind: 'status', status: 400, code }, match: sends });
    expect(await make(what)).toMatchObject({ state: 'refused', outcome: { text: expect.stringContaining(code) } });
    expect(state()).toEqual(before);
  });

  it('is refused where it clashes with another change, and can be made again', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 409 }, match: sends, times: 1 });
    expect(await make(what)).toMatchObject({ state: 'refused', outcome: { text: expect.stringContaining('clashes') } });
    expect(state()).toEqual(before);
    expect(await make(what)).toMatchObject({ state: 'done' });
    expect(state()).toEqual(after);
  });

  it('waits as long as a throttling service asks, and is made once', async () => {
    emulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 2 }, match: sends, times: 2 });
    expect(await make(what)).toMatchObject({ state: 'done' });
    expect(state()).toEqual(after);
  });

  it('is unclear where no answer came and nothing shows, and is sent a single time', async () => {
    let sent = 0;
    const graph = new GraphClient({
      root: emulator.url,
      tokens: tokensOf(emulator),
      clock: FAST,
      fetch: (input, init) => {
        if (init?.method !== undefined && init.method !== 'GET') sent += 1;
        return fetch(input, init);
      },
    });
    emulator.faults.add({ fault: { kind: 'status', status: 503 }, match: sends });
    const change = identityChange(what, { graph }, { quietDays: 14 }, LATER.now);
    expect(await makeChange(change, { clock: LATER })).toMatchObject({ state: 'unclear', isSent: true });
    expect(sent).toBe(1);
    expect(state()).toEqual(before);
  });

  it('is written down before it is sent, and not sent where that fails', async () => {
    const seen: unknown[] = [];
    const full = new Error('The disk is full.');
    const begin = async () => {
      seen.push(state());
      throw full;
    };
    await expect(make(what, {}, { beforeSending: begin })).rejects.toBe(full);
    expect(seen).toEqual([before]);
    expect(state()).toEqual(before);
  });

  it('is left alone where it cannot be seen how things are', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 403 }, match: 'GET ' });
    expect(await make(what)).toMatchObject({ state: 'open', isSent: false });
    expect(state()).toEqual(before);
  });

  it('is shown exactly as it is sent', async () => {
    const sent: unknown[] = [];
    const recorded: typeof fetch = async (input, init) => {
      const { method = 'GET', body } = init ?? {};
      const path = new URL(String(input)).pathname.replace(/^\/(?:v1\.0|beta)/u, '');
      if (method !== 'GET') sent.push({ service: 'Microsoft Graph', method, path, body: JSON.parse(String(body)) });
      return fetch(input, init);
    };
    const graph = new GraphClient({ root: emulator.url, tokens: tokensOf(emulator), clock: FAST, fetch: recorded });
    const { request } = await previewChange(what, { graph });
    expect(sent).toEqual([]);
    await makeChange(identityChange(what, { graph }, { quietDays: 14 }, LATER.now), { clock: LATER });
    expect(sent).toEqual([request]);
  });

  it('asks what is lost only where something is', async () => {
    expect(isLoss(what)).toBe(report !== undefined);
    expect(objectIdOf(what)).toMatch(/^[0-9a-f-]{36}$/u);
    if (report === undefined) return;
    emulator.faults.add({ fault: { kind: 'licence' }, match: report });
    expect(await make(what)).toMatchObject({
      state: 'refused',
      isSent: false,
      outcome: { text: expect.stringContaining('is not known') },
    });
    expect(state()).toEqual(before);
    expect(await make(what, { acknowledged: ['unknown-use'] })).toMatchObject({ state: 'done' });
    expect(state()).toEqual(after);
  });
});

describe('what was used lately', () => {
  const SOON = { ...FAST, now: () => Date.parse('2026-11-21T00:00:00Z') };

  it('is neither removed nor disabled, whatever is acknowledged of unknown use', async () => {
    const use = { acknowledged: ['unknown-use'] } as const;
    expect(await make(REMOVE_SECRET, use, { clock: SOON })).toMatchObject({
      state: 'refused',
      isSent: false,
      outcome: { text: 'Somebody signed in with it on 2026-11-19.' },
    });
    expect(await make(DISABLE, use, { clock: SOON })).toMatchObject({
      state: 'refused',
      isSent: false,
      outcome: { text: 'Somebody signed in as it on 2026-11-19.' },
    });
    expect(isEnabled()).toBe(true);
  });

  it('is disabled once the threshold is past', async () => {
    expect(await make(DISABLE, { quietDays: 1 }, { clock: SOON })).toMatchObject({ state: 'done' });
  });
});

describe('certificates', () => {
  it('go back as they came, to the last byte', async () => {
    const keys = () => emulator.tenant.collection('applications').get(HOLDER.objectId)?.['keyCredentials'] as object[];
    const before = structuredClone(keys());
    await make(ADD);
    expect(keys().slice(0, 2)).toEqual(before);
    await make({ operation: 'remove-certificate', holder: HOLDER, keyId: CERTIFICATE.keyId });
    expect(keys()).toEqual(before);
  });

  it('are left alone beside a key that Graph does not take back', async () => {
    const signing = {
      keyId: randomUUID(),
      displayName: 'CN=Microsoft Azure Federated SSO Certificate',
      type: 'X509CertAndPassword',
      usage: 'Sign',
      key: null,
    };
    const object = emulator.tenant.collection('applications').get(HOLDER.objectId);
    const keyCredentials = [...((object?.['keyCredentials'] ?? []) as object[]), signing];
    emulator.tenant.update('applications', HOLDER.objectId, { keyCredentials });
    for (const change of [ADD, REMOVE_CERTIFICATE]) {
      const { state, isSent, outcome } = await make(change);
      expect([state, isSent]).toEqual(['refused', false]);
      expect(outcome.text).toContain('("CN=Microsoft Azure Federated SSO Certificate")');
    }
    // One that goes itself needs not come back.
    expect(await make({ operation: 'remove-certificate', holder: HOLDER, keyId: signing.keyId })).toMatchObject({
      state: 'done',
    });
    expect(keyIds(HOLDER.objectId)).toEqual([FIRST, SECOND]);
  });

  it('that somebody else adds meanwhile stay', async () => {
    const other = { ...CERTIFICATE, keyId: randomUUID(), displayName: 'other' };
    const result = await make(
      ADD,
      {},
      {
        beforeSending: async () => {
          await make({ operation: 'add-certificate', holder: HOLDER, certificate: other });
        },
      },
    );
    expect(result).toMatchObject({ state: 'done', outcome: { text: 'Made.' } });
    expect(keyIds(HOLDER.objectId)).toEqual([FIRST, SECOND, other.keyId, CERTIFICATE.keyId]);
  });

  it('that are gone as well are named', async () => {
    const result = await make(
      ADD,
      {},
      {
        beforeSending: async () => {
          await make(REMOVE_CERTIFICATE);
        },
      },
    );
    expect(result.outcome.text).toMatch(/^Made\. Another certificate is gone as well, which somebody else/u);
    expect(keyIds(HOLDER.objectId)).toEqual([SECOND, CERTIFICATE.keyId]);
  });

  it('are refused by a policy of the tenant that reading did not show', async () => {
    emulator.tenant.defaultAppManagementPolicy = {
      ...emulator.tenant.defaultAppManagementPolicy,
      isEnabled: true,
      applicationRestrictions: {
        keyCredentials: [{ restrictionType: 'asymmetricKeyLifetime', state: 'enabled', maxLifetime: 'P7D' }],
      },
    };
    expect(await make(ADD)).toMatchObject({
      state: 'refused',
      outcome: { text: expect.stringContaining('CredentialInvalidLifetimeAsPerAppPolicy') },
    });
    expect(keyIds(HOLDER.objectId)).toEqual([FIRST, SECOND]);
  });

  it('that are damaged or of another time are refused by the service', async () => {
    const refused = async (more: Partial<NewCertificate>) =>
      (await make({ ...ADD, certificate: { ...CERTIFICATE, ...more } } as IdentityChange)).outcome.text;
    expect(await refused({ key: 'AAAA' })).toContain('KeyCredentialsInvalid');
    expect(await refused({ end: '2050-01-01T00:00:00Z' })).toContain('KeyCredentialsInvalidEndDate');
    expect(keyIds(HOLDER.objectId)).toEqual([FIRST, SECOND]);
  });
});

describe('the service principal of a managed identity', () => {
  it('cannot be disabled, and it is said why', async () => {
    const identity = DEMO.identities.find(({ kind }) => kind === 'managed-identity');
    const { clientId = '', servicePrincipalId = '' } = identity ?? {};
    expect(await make({ operation: 'disable', clientId, objectId: servicePrincipalId })).toMatchObject({
      state: 'refused',
      outcome: { text: expect.stringContaining('may not do that') },
    });
  });
});
