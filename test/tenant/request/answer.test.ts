import { describe, expect, it } from 'vitest';
import { claimsOf, failureOf, retryAfter } from '../../../src/tenant/request/answer.ts';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

describe('a failed answer', () => {
  it.each([
    [403, 'Authorization_RequestDenied', 'Insufficient privileges', 'not-permitted'],
    [403, 'AccessDenied', 'required scopes are missing in the token.', 'not-permitted'],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'no premium license', 'not-licensed'],
    [403, 'Forbidden', 'Your tenant is not licensed for this feature.', 'not-licensed'],
    [400, 'AadPremiumLicenseRequired', '', 'not-licensed'],
    [401, 'InvalidAuthenticationToken', 'Lifetime validation failed', 'sign-in'],
    [400, 'Directory_ExpiredPageToken', '', 'page-expired'],
    [410, 'resyncRequired', '', 'delta-expired'],
    [400, 'syncStateNotFound', '', 'delta-expired'],
    [429, 'TooManyRequests', '', 'throttled'],
    [503, 'ServiceNotAvailable', '', 'unavailable'],
    [400, 'CredentialInvalidLifetimeAsPerAppPolicy', 'Credential lifetime exceeds', 'policy'],
    [409, 'Request_MultipleObjectsWithSameKeyValue', '', 'conflict'],
    [404, 'Request_ResourceNotFound', '', 'not-found'],
    [400, 'Request_UnsupportedQuery', '', 'rejected'],
  ])('%i %s (%s) is %s', async (status, code, message, kind) => {
    const failure = await failureOf(json(status, { error: { code, message } }), 'the applications');
    expect(failure).toMatchObject({ kind, status, code });
    expect(failure.message).toContain('the applications');
  });

  it('is told from its status where the body is no JSON', async () => {
    expect(await failureOf(new Response('<html>', { status: 502 }), 'x')).toMatchObject({ kind: 'unavailable' });
  });
});

describe('Retry-After', () => {
  it.each([
    ['2.128', 2_128],
    ['10', 10_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 4_000],
    ['soon', undefined],
  ])('%s', (value, expected) => {
    expect(retryAfter(new Headers({ 'retry-after': value }), 1_000)).toBe(expected);
  });
});

describe('a claims challenge', () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';

  it('is read among others', () => {
    const value = `Bearer realm="", error="invalid_token", Bearer authorization_uri="https://x", error="insufficient_claims", claims="${btoa(claims)}"`;
    expect(claimsOf(new Headers({ 'www-authenticate': value }))).toBe(claims);
  });

  it.each([
    'Bearer error="invalid_token"',
    'Bearer error="insufficient_claims"',
    'Bearer error="insufficient_claims", claims="%%%"',
  ])('is none: %s', (value) => {
    expect(claimsOf(new Headers({ 'www-authenticate': value }))).toBeUndefined();
  });
});
