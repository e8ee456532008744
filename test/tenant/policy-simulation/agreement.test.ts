import { afterAll, expect, it } from 'vitest';
import type { CredentialRestriction, TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { PolicyIndex } from '../../../src/tenant/policy-simulation/restrictions.ts';
import { simulate } from '../../../src/tenant/policy-simulation/simulate.ts';
import { startEmulator } from '../../emulator/start.ts';
import { guid, identity, inventory } from '../identities.ts';

const PAIRS = 1_000;
/** Tenants with different default policies; each is served by an emulator of its own. */
const TENANTS = 20;
const DAY = 86_400_000;
const START = Date.parse('2026-11-21T00:00:00Z');

/** The same numbers on every run: a failure can be looked at. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TYPES = [
  'passwordAddition',
  'passwordLifetime',
  'customPasswordAddition',
  'symmetricKeyAddition',
  'asymmetricKeyLifetime',
] as const;
const LIFETIMES = ['P30D', 'P90D', 'P180D', 'P181D', 'P6M', 'P1Y', 'PT36H', 'P1DT1H30S', 'soon'];
const DATES = ['2019-01-01T00:00:00Z', '2024-05-01T00:00:00Z', '2025-08-01T12:00:00Z'];

function restrictionsBy(next: (below: number) => number): CredentialRestriction[] {
  return TYPES.filter(() => next(3) === 0).map((type) => ({
    credential: type === 'asymmetricKeyLifetime' ? 'certificate' : 'client-secret',
    type,
    isEnabled: next(4) > 0,
    ...(type.endsWith('Lifetime') && { maxLifetime: LIFETIMES[next(LIFETIMES.length)] ?? 'P1D' }),
    ...(next(3) === 0 && { createdAfter: DATES[next(DATES.length)] ?? '' }),
  }));
}

/** Days around the limits, to the millisecond. */
function lifetimeBy(next: (below: number) => number): number {
  const days = [1, 1.5, 29, 30, 31, 89, 90, 91, 179, 180, 181, 182, 364, 365, 366, 1_000][next(16)] ?? 1;
  return days * DAY + ([0, 0, 1, -1][next(4)] ?? 0);
}

function tenantBy(seed: number) {
  const next = generator(seed);
  const count = PAIRS / TENANTS;
  const identities = Array.from({ length: count }, (_, index) =>
    identity({
      clientId: guid(10_000 + index),
      displayName: `application ${index}`,
      ...(next(4) === 0
        ? { kind: 'service-principal' as const, ownership: 'third-party' as const }
        : { applicationId: guid(20_000 + index) }),
      servicePrincipalId: guid(30_000 + index),
      ...(next(4) > 0 && { created: ['2018-03-01T00:00:00Z', ...DATES, '2026-01-01T00:00:00Z'][next(5)] ?? '' }),
    }),
  );
  const custom = [0, 1, 2].map((number) => ({
    id: guid(40_000 + number),
    displayName: `custom ${number}`,
    isEnabled: next(4) > 0,
    restrictions: restrictionsBy(next),
    appliesTo: identities
      .filter((_, index) => index % 5 === number)
      .map(({ applicationId, servicePrincipalId }) => applicationId ?? servicePrincipalId ?? ''),
  }));
  const policies: TenantPolicies = {
    defaultAppManagement: {
      isEnabled: next(5) > 0,
      applications: restrictionsBy(next),
      servicePrincipals: restrictionsBy(next),
    },
    appManagement: custom,
    conditionalAccess: [],
    diagnosticSettings: [],
    accessReviews: [],
  };
  return { identities, policies, next };
}

/** A secret by the action for it, a certificate by a change of the object, which takes no proof of an earlier key. */
async function add(path: string, kind: 'client-secret' | 'certificate', lifetime: number, token: string) {
  const dates = { startDateTime: new Date(START).toISOString(), endDateTime: new Date(START + lifetime).toISOString() };
  const [url, method, body] =
    kind === 'client-secret'
      ? [`${path}/addPassword`, 'POST', { passwordCredential: dates }]
      : [path, 'PATCH', { keyCredentials: [{ ...dates, key: 'AAAA', type: 'AsymmetricX509Cert', usage: 'Verify' }] }];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return fetch(url, { method, headers, body: JSON.stringify(body) });
}

const stops: (() => Promise<void>)[] = [];
const seen = {
  allowed: 0,
  refused: 0,
  kind: 0,
  lifetime: 0,
  custom: 0,
  default: 0,
  'client-secret': 0,
  certificate: 0,
};
let pairs = 0;

afterAll(() => Promise.all(stops.map((stop) => stop())));

it.each(Array.from({ length: TENANTS }, (_, index) => index + 1))(
  'agrees with the service in tenant %d',
  async (seed) => {
    const { identities, policies, next } = tenantBy(seed);
    const emulator = await startEmulator({ tenant: inventory(identities, { policies }), isThrottling: false });
    stops.push(emulator.stop);
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
      pairs += 1;
      seen[expected.verdict] += 1;
      seen[kind] += 1;
      if (expected.verdict === 'refused') {
        seen[expected.reason] += 1;
        seen[expected.by.policy] += 1;
      }
    }
  },
);

it('has looked at a thousand pairs, every kind of answer among them', () => {
  expect(pairs).toBe(PAIRS);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
