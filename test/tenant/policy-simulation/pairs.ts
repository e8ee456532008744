import type { CredentialRestriction, TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { makeCertificate } from '../change/make-certificate.ts';
import { guid, identity } from '../identities.ts';

export const PAIRS = 1_000;
/** Tenants with different default policies; each is served by an emulator of its own. */
export const TENANTS = 20;
export const DAY = 86_400_000;
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
export function lifetimeBy(next: (below: number) => number): number {
  const days = [1, 1.5, 29, 30, 31, 89, 90, 91, 179, 180, 181, 182, 364, 365, 366, 1_000][next(16)] ?? 1;
  return days * DAY + ([0, 0, 1, -1][next(4)] ?? 0);
}

export function tenantBy(seed: number) {
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

/** Valid for longer than any credential here lives. */
const CERTIFICATE = makeCertificate({ start: new Date(START - DAY), end: new Date(START + 2_000 * DAY) });
const KEY = Buffer.from(CERTIFICATE.der).toString('base64');

/** A secret by the action for it, a certificate by a change of the object, which takes no proof of an earlier key. */
export async function add(path: string, kind: 'client-secret' | 'certificate', lifetime: number, token: string) {
  const dates = { startDateTime: new Date(START).toISOString(), endDateTime: new Date(START + lifetime).toISOString() };
  const [url, method, body] =
    kind === 'client-secret'
      ? [`${path}/addPassword`, 'POST', { passwordCredential: dates }]
      : [path, 'PATCH', { keyCredentials: [{ ...dates, key: KEY, type: 'AsymmetricX509Cert', usage: 'Verify' }] }];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return fetch(url, { method, headers, body: JSON.stringify(body) });
}
