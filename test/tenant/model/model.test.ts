import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeLevel } from '../../../src/tenant/model/access.ts';
import { isRisky, lastSignIn } from '../../../src/tenant/model/activity.ts';
import type { KeyCredential } from '../../../src/tenant/model/credential.ts';
import { trustBreadth, trustScenario } from '../../../src/tenant/model/federated-trust.ts';
import { ownershipOf } from '../../../src/tenant/model/identity.ts';
import { credentialState, daysLeft, isLive, lifetimeDays } from '../../../src/tenant/model/lifetime.ts';
import { resourceIdParts, subscriptionOfId } from '../../../src/tenant/model/resource-id.ts';
import { rollOut, strength, strongest } from '../../../src/tenant/model/strength.ts';
import { guid, identity, NOW } from '../identities.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';

function secret(end: string | undefined, parts: Partial<KeyCredential> = {}): KeyCredential {
  return { kind: 'client-secret', origin: 'application', ...(end === undefined ? {} : { end }), ...parts };
}

function trust(subject: string) {
  return { name: 'trust', issuer: GITHUB, subject, audiences: ['api://AzureADTokenExchange'] };
}

const LIVE = '2027-03-01T00:00:00Z';
const PAST = '2026-11-20T05:59:59Z';

describe('the life of a credential', () => {
  it.each([
    ['2026-11-20T06:00:00Z', undefined, 'expired'],
    ['2026-11-20T06:00:01Z', undefined, 'expiring'],
    ['2026-12-20T06:00:00Z', undefined, 'expiring'],
    ['2026-12-20T06:00:01Z', undefined, 'valid'],
    ['2026-12-20T06:00:01Z', '2026-11-21T00:00:00Z', 'not-yet-valid'],
    [undefined, '2020-01-01T00:00:00Z', 'never-expires'],
  ])('is at its end %s, with start %s: %s', (end, start, state) => {
    expect(credentialState(secret(end, start === undefined ? {} : { start }), NOW)).toBe(state);
  });

  it('counts whole days, below zero once it is past', () => {
    expect(daysLeft(secret('2026-12-02T05:00:00Z'), NOW)).toBe(11);
    expect(daysLeft(secret(PAST), NOW)).toBe(-1);
    expect(daysLeft(secret(undefined), NOW)).toBeUndefined();
    expect(lifetimeDays({ start: '2026-01-01T00:00:00Z', end: '2026-07-01T00:00:00Z' })).toBe(181);
  });

  it('is not live where it serves something else than signing in', () => {
    expect(isLive(secret(LIVE), NOW)).toBe(true);
    expect(isLive(secret(PAST), NOW)).toBe(false);
    expect(isLive(secret(LIVE, { purpose: 'saml-signing' }), NOW)).toBe(false);
  });
});

describe('the strength of an identity', () => {
  const certificate: KeyCredential = { ...secret(LIVE), kind: 'certificate' };
  const federated = [trust('repo:contoso/payments:environment:production')];

  it('is that of the weakest credential that still works', () => {
    const mixed = identity({ keyCredentials: [certificate, secret(LIVE)], federatedCredentials: federated });
    expect(strength(mixed, NOW)).toBe('client-secret');
    expect(strongest(mixed, NOW)).toBe('federated');
    expect(strength({ ...mixed, keyCredentials: [certificate, secret(PAST)] }, NOW)).toBe('certificate');
    expect(strength({ ...mixed, keyCredentials: [secret(PAST)] }, NOW)).toBe('federated');
    expect(strength(identity({ keyCredentials: [secret(PAST)] }), NOW)).toBe('none');
    expect(strength(identity({ kind: 'managed-identity' }), NOW)).toBe('managed-identity');
  });

  it('gives the progress of the tenant over its own identities', () => {
    const progress = rollOut(
      [
        identity({ keyCredentials: [secret(LIVE)] }),
        identity({ federatedCredentials: federated }),
        identity({ kind: 'managed-identity' }),
        identity(),
        identity({ kind: 'service-principal', ownership: 'microsoft' }),
        identity({ kind: 'service-principal', ownership: 'third-party', keyCredentials: [secret(LIVE)] }),
      ],
      NOW,
    );
    expect(progress.byStrength).toEqual({
      'client-secret': 2,
      certificate: 0,
      federated: 1,
      'managed-identity': 1,
      none: 1,
    });
    expect(progress).toMatchObject({ total: 4, withoutSecret: 2 });
  });
});

describe('what an identity is', () => {
  it('is told by the tenant its application is registered in', () => {
    expect(ownershipOf(guid(7), guid(7).toUpperCase())).toBe('own');
    expect(ownershipOf('F8CDEF31-A31E-4B4A-93E4-5F571E91255A', guid(7))).toBe('microsoft');
    expect(ownershipOf(guid(8), guid(7))).toBe('third-party');
    expect(ownershipOf(undefined, guid(7))).toBe('own');
  });

  it.each([
    ['/', 'root'],
    ['/providers/Microsoft.Management/managementGroups/contoso', 'management-group'],
    [`/subscriptions/${guid(1)}`, 'subscription'],
    [`/Subscriptions/${guid(1)}/resourcegroups/rg/`, 'resource-group'],
    [`/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Web/sites/app`, 'resource'],
  ])('has a role at %s, a %s', (scope, level) => {
    expect(scopeLevel(scope)).toBe(level);
  });

  it('reads the parts of a resource id', () => {
    expect(
      resourceIdParts(`/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Sql/servers/s/databases/d`),
    ).toEqual({
      subscriptionId: guid(1),
      resourceGroup: 'rg',
      type: 'Microsoft.Sql/servers/databases',
      name: 'd',
    });
    expect(resourceIdParts('')).toEqual({ name: '' });
    const segment = fc.constantFrom('', 'subscriptions', 'Subscriptions', 'A1', 'resourceGroups', 'providers');
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        const id = segments.join('/');
        expect(subscriptionOfId(id)).toBe(resourceIdParts(id).subscriptionId);
      }),
    );
  });

  it('was used last when any of its parts was', () => {
    expect(lastSignIn({ application: '2026-01-01T00:00:00Z', delegated: '2026-02-01T00:00:00+02:00' })).toBe(
      '2026-02-01T00:00:00+02:00',
    );
    expect(lastSignIn(undefined)).toBeUndefined();
  });

  it('is risky until the risk is dealt with', () => {
    expect(isRisky({ level: 'high', state: 'at-risk', detections: [] })).toBe(true);
    expect(isRisky({ level: 'high', state: 'dismissed', detections: [] })).toBe(false);
  });
});

describe('a federated credential of the tenant', () => {
  it('is judged by the federation engine', () => {
    expect(trustScenario(trust('repo:contoso/payments:pull_request'))).toMatchObject({ platform: 'github' });
    expect(trustBreadth(trust('repo:contoso/payments:pull_request'))?.severity).toBe('high');
    const broad = { name: 'all', issuer: GITHUB, expression: "claims['sub'] matches 'repo:contoso/*'", audiences: [] };
    expect(trustBreadth(broad)?.findings.map((finding) => finding.class)).toContain('any-repo');
  });

  it('says so where its issuer is not known', () => {
    const other = { name: 'other', issuer: 'https://id.example.com', subject: 'x', audiences: [] };
    expect(trustScenario(other)).toEqual({ product: 'Other issuer' });
    expect(trustBreadth(other)).toBeUndefined();
  });
});
