import { describe, expect, it } from 'vitest';
import type { AppManagementPolicy, CredentialRestriction, TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { policyEffect, policyImpact, policyObjectOf } from '../../../src/tenant/policy-simulation/effect.ts';
import { PolicyIndex, type PolicyObject } from '../../../src/tenant/policy-simulation/restrictions.ts';
import { allowance, type NewCredential, simulate } from '../../../src/tenant/policy-simulation/simulate.ts';
import { guid, identity, NOW } from '../identities.ts';

const SECRET: NewCredential = { kind: 'client-secret', lifetimeDays: 90 };
const OBJECT: PolicyObject = { kind: 'application', objectId: guid(7), created: '2024-05-01T00:00:00Z' };

function restriction(type: string, parts: Partial<CredentialRestriction> = {}): CredentialRestriction {
  return {
    credential: type.startsWith('asymmetric') ? 'certificate' : 'client-secret',
    type,
    isEnabled: true,
    ...parts,
  };
}

function policies(
  standard: readonly CredentialRestriction[],
  custom?: Partial<AppManagementPolicy>,
  isEnabled = true,
): TenantPolicies {
  return {
    defaultAppManagement: { isEnabled, applications: standard, servicePrincipals: [] },
    appManagement: custom
      ? [{ id: guid(1), displayName: 'custom', isEnabled: true, restrictions: [], appliesTo: [guid(7)], ...custom }]
      : [],
    conditionalAccess: [],
    diagnosticSettings: [],
    accessReviews: [],
  };
}

function verdict(of: TenantPolicies, credential = SECRET, object = OBJECT): string {
  const outcome = simulate(new PolicyIndex(of).restrictionsOf(object), credential);
  return outcome.verdict === 'allowed' ? 'allowed' : `${outcome.by.policy} ${outcome.by.restriction.type}`;
}

describe('which entry decides', () => {
  const noSecrets = restriction('passwordAddition');

  it.each<readonly [string, TenantPolicies, string]>([
    ['no policy', policies([], undefined, false), 'allowed'],
    ['a default that is off', policies([noSecrets], undefined, false), 'allowed'],
    ['the default', policies([noSecrets]), 'default passwordAddition'],
    [
      'an entry of the default that is off',
      policies([restriction('passwordAddition', { isEnabled: false })]),
      'allowed',
    ],
    [
      'a custom entry that is off, which is an exemption',
      policies([noSecrets], { restrictions: [restriction('passwordAddition', { isEnabled: false })] }),
      'allowed',
    ],
    [
      'the default for what the custom policy does not define',
      policies([noSecrets], { restrictions: [restriction('passwordLifetime', { maxLifetime: 'P1Y' })] }),
      'default passwordAddition',
    ],
    [
      'a custom policy although the default is off',
      policies([], { restrictions: [noSecrets] }, false),
      'custom passwordAddition',
    ],
    [
      'the default where the custom policy is off',
      policies([noSecrets], {
        isEnabled: false,
        restrictions: [restriction('passwordAddition', { isEnabled: false })],
      }),
      'default passwordAddition',
    ],
    [
      'a looser custom lifetime over the default one',
      policies([restriction('passwordLifetime', { maxLifetime: 'P30D' })], {
        restrictions: [restriction('passwordLifetime', { maxLifetime: 'P100D' })],
      }),
      'allowed',
    ],
    ['a policy for others', policies([], { restrictions: [noSecrets], appliesTo: [guid(8)] }), 'allowed'],
  ])('is of %s', (_, given, expected) => {
    expect(verdict(given)).toBe(expected);
  });

  it('tells applications from service principals', () => {
    expect(verdict(policies([noSecrets]), SECRET, { ...OBJECT, kind: 'service-principal' })).toBe('allowed');
  });

  it('finds the policy of an object in any letter case', () => {
    const objectId = 'ABCDEF00-0000-4000-8000-000000000001';
    const given = policies([], { restrictions: [noSecrets], appliesTo: [objectId.toLowerCase()] });
    expect(verdict(given, SECRET, { ...OBJECT, objectId })).toBe('custom passwordAddition');
  });
});

describe('dates', () => {
  const since = policies([restriction('passwordAddition', { createdAfter: '2024-05-01T00:00:00Z' })]);

  it.each<readonly [string | undefined, string]>([
    ['2024-04-30T23:59:59Z', 'allowed'],
    ['2024-05-01T00:00:00Z', 'default passwordAddition'],
    ['2025-01-01T00:00:00Z', 'default passwordAddition'],
    [undefined, 'allowed'],
    ['no date', 'allowed'],
  ])('let one made at %s be %s', (created, expected) => {
    expect(verdict(since, SECRET, { ...OBJECT, created })).toBe(expected);
  });

  it('let objects without a date count as made in 2019', () => {
    const early = policies([restriction('passwordAddition', { createdAfter: '2018-01-01T00:00:00Z' })]);
    expect(verdict(early, SECRET, { ...OBJECT, created: undefined })).toBe('default passwordAddition');
  });
});

describe('lifetimes', () => {
  it.each<readonly [string, number, string]>([
    ['P180D', 179.99, 'allowed'],
    ['P180D', 180, 'default passwordLifetime'],
    ['P181D', 180, 'allowed'],
    ['P6M', 180, 'default passwordLifetime'],
    ['P1Y', 364, 'allowed'],
    ['PT36H', 1.5, 'default passwordLifetime'],
    ['P26W', 181, 'allowed'],
    ['a while', 9_999, 'allowed'],
  ])('have to be less than %s: %d days are %s', (maxLifetime, lifetimeDays, expected) => {
    const given = policies([restriction('passwordLifetime', { maxLifetime })]);
    expect(verdict(given, { kind: 'client-secret', lifetimeDays })).toBe(expected);
  });

  it('bound certificates by their own restriction', () => {
    const given = policies([
      restriction('passwordLifetime', { maxLifetime: 'P10D' }),
      restriction('asymmetricKeyLifetime', { maxLifetime: 'P365D' }),
    ]);
    expect(verdict(given, { kind: 'certificate', lifetimeDays: 200 })).toBe('allowed');
    expect(verdict(given, { kind: 'certificate', lifetimeDays: 365 })).toBe('default asymmetricKeyLifetime');
  });

  it('say what the next one is held to', () => {
    const both = new PolicyIndex(policies([restriction('passwordLifetime', { maxLifetime: 'P180D' })])).restrictionsOf(
      OBJECT,
    );
    expect(allowance(both, 'client-secret')).toMatchObject({ isAllowed: true, belowDays: 180 });
    expect(allowance(both, 'certificate')).toMatchObject({ isAllowed: true, belowDays: undefined });
    const none = new PolicyIndex(policies([restriction('passwordAddition')])).restrictionsOf(OBJECT);
    expect(allowance(none, 'client-secret').isAllowed).toBe(false);
  });
});

it("refuses secrets of one's own choice only where they are", () => {
  const given = policies([restriction('customPasswordAddition')]);
  expect(verdict(given)).toBe('allowed');
  expect(verdict(given, { ...SECRET, isCustom: true })).toBe('default customPasswordAddition');
});

describe('the effect on an identity', () => {
  const application = identity({
    applicationId: guid(7),
    servicePrincipalId: guid(8),
    created: '2020-01-01T00:00:00Z',
    keyCredentials: [
      {
        kind: 'client-secret',
        keyId: guid(20),
        origin: 'application',
        start: '2026-01-01T00:00:00Z',
        end: '2027-12-01T00:00:00Z',
      },
      {
        kind: 'client-secret',
        keyId: guid(21),
        origin: 'application',
        start: '2024-01-01T00:00:00Z',
        end: '2026-01-01T00:00:00Z',
      },
    ],
  });

  it('names live credentials that could not be added today, and no expired ones', () => {
    const given = policies([restriction('passwordLifetime', { maxLifetime: 'P181D' })]);
    const effect = policyEffect(application, new PolicyIndex(given), NOW);
    expect(effect?.outgrown.map(({ credential }) => credential.keyId)).toEqual([guid(20)]);
  });

  it('takes a credential without an end for too long, and does not guess without a start', () => {
    const given = new PolicyIndex(policies([restriction('passwordLifetime', { maxLifetime: 'P181D' })]));
    const held = (parts: object) =>
      policyEffect(
        { ...application, keyCredentials: [{ kind: 'client-secret', origin: 'application', ...parts }] },
        given,
        NOW,
      )?.outgrown.length;
    expect(held({})).toBe(1);
    expect(held({ end: '2027-12-01T00:00:00Z' })).toBe(0);
  });

  it('names what leaves it alone for its age, and what a custom policy lifts', () => {
    const given = policies(
      [
        restriction('passwordAddition', { createdAfter: '2025-01-01T00:00:00Z' }),
        restriction('passwordLifetime', { maxLifetime: 'P30D' }),
      ],
      { restrictions: [restriction('passwordLifetime', { maxLifetime: 'P90D' })] },
    );
    const effect = policyEffect(application, new PolicyIndex(given), NOW);
    expect(effect?.grandfathered.map((each) => each.restriction.type)).toEqual(['passwordAddition']);
    expect(effect?.exempt.map((each) => [each.policyName, each.restriction.type])).toEqual([
      ['custom', 'passwordLifetime'],
    ]);
  });

  it('does not call a stricter custom policy an exemption', () => {
    const given = policies([restriction('passwordLifetime', { maxLifetime: 'P90D' })], {
      restrictions: [restriction('passwordLifetime', { maxLifetime: 'P30D' }), restriction('passwordAddition')],
    });
    expect(policyEffect(application, new PolicyIndex(given), NOW)?.exempt).toEqual([]);
  });

  it('is about the application, the service principal of a foreign one, and no managed identity', () => {
    expect(policyObjectOf(application)).toMatchObject({ kind: 'application', objectId: guid(7) });
    const foreign = identity({ kind: 'service-principal', ownership: 'third-party', servicePrincipalId: guid(9) });
    expect(policyObjectOf(foreign)).toMatchObject({ kind: 'service-principal', objectId: guid(9) });
    expect(policyObjectOf(identity({ kind: 'managed-identity', servicePrincipalId: guid(9) }))).toBeUndefined();
  });

  it('is counted over a tenant, for a draft as for what is there', () => {
    const given = policies([
      restriction('passwordAddition'),
      restriction('asymmetricKeyLifetime', { maxLifetime: 'P1Y' }),
    ]);
    expect(policyImpact([application, identity({ kind: 'managed-identity' })], given, NOW)).toEqual({
      total: 1,
      secretsRefused: 1,
      secretsBounded: 0,
      certificatesBounded: 1,
      grandfathered: 0,
      exempt: 0,
      outgrown: 1,
    });
  });
});
