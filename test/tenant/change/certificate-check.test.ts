import { describe, expect, it } from 'vitest';
import {
  type CertificateFacts,
  checkCertificate,
  commonName,
  keyText,
} from '../../../src/tenant/change/certificate-check.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { DEMO } from '../../migrate/contoso.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const found = DEMO.identities.find(({ displayName }) => displayName === 'Ledger sync');
if (!found) throw new Error('The demo tenant has no Ledger sync.');
const IDENTITY: Identity = found;
const NONE: TenantPolicies = { appManagement: [], conditionalAccess: [], diagnosticSettings: [], accessReviews: [] };

function facts(more: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=ledger',
    issuer: 'CN=ledger',
    start: NOW - DAY,
    end: NOW + 89 * DAY,
    thumbprint: 'A'.repeat(40),
    keyType: 'rsa',
    keyBits: 2048,
    isAuthority: false,
    ...more,
  };
}

function check(more: Partial<CertificateFacts> = {}, policies: TenantPolicies | undefined = NONE) {
  return checkCertificate(facts(more), IDENTITY, policies, NOW);
}

function lifetime(maxLifetime: string, more: object = {}): TenantPolicies {
  const restriction = {
    credential: 'certificate',
    type: 'asymmetricKeyLifetime',
    isEnabled: true,
    maxLifetime,
  } as const;
  const applications = [{ ...restriction, ...more }];
  return { ...NONE, defaultAppManagement: { isEnabled: true, applications, servicePrincipals: [] } };
}

describe('a certificate', () => {
  it('that is in order is let through without a word', () => {
    expect(check()).toEqual({ obstacles: [], remarks: [] });
  });

  it.each([
    [{ start: NOW - 9 * DAY, end: NOW - DAY }, 'It ended on 2026-11-21.'],
    [{ start: NOW + 2 * DAY, end: NOW + DAY }, 'It ends before it begins.'],
    [{ keyType: 'ec', keyBits: undefined }, 'Its key is of the type ec. Entra ID takes RSA keys only.'],
    [{ keyBits: 1024 }, 'Its key has 1024 bits. Less than 2048 can be broken.'],
  ])('is refused: %o', (more, obstacle) => {
    expect(check(more).obstacles).toEqual([obstacle]);
  });

  it.each([
    [{ start: NOW + DAY }, 'It is not valid before 2026-11-23: until then nobody can sign in with it.'],
    [{ end: NOW + 9 * DAY }, 'It ends soon, on 2026-12-01.'],
    [{ end: NOW + 729 * DAY }, 'It is valid for 730 days. The sooner it ends, the less a stolen key opens.'],
    [
      { isAuthority: true, issuer: 'CN=root' },
      'It is that of a certificate authority. Whoever holds its key can sign in: is it the right one?',
    ],
  ])('is remarked on: %o', (more, remark) => {
    expect(check(more)).toEqual({ obstacles: [], remarks: [remark] });
  });

  it('that the identity has already is refused', () => {
    const thumbprint = 'B'.repeat(40);
    const keyCredentials = [{ kind: 'certificate', origin: 'application', thumbprint } as const];
    const { obstacles } = checkCertificate(facts({ thumbprint }), { ...IDENTITY, keyCredentials }, NONE, NOW);
    expect(obstacles).toEqual(['Ledger sync has this certificate already.']);
  });

  it('has to live shorter than a policy says, to the day', () => {
    expect(check({}, lifetime('P91D')).obstacles).toEqual([]);
    expect(check({}, lifetime('P90D')).obstacles).toEqual([
      "It is valid for 90 days, and `asymmetricKeyLifetime` of the tenant's default policy asks for less than 90 days.",
    ]);
    expect(check({}, lifetime('P90D', { isEnabled: false })).obstacles).toEqual([]);
    expect(check({}, lifetime('P90D', { createdAfter: '2099-01-01T00:00:00Z' })).obstacles).toEqual([]);
  });

  it('is not judged by policies that could not be read', () => {
    const { obstacles, remarks } = checkCertificate(facts(), IDENTITY, undefined, NOW);
    expect(obstacles).toEqual([]);
    expect(remarks).toEqual(['The app management policies could not be read: one may refuse it.']);
  });

  it('may have to come from an authority that Entra ID knows', () => {
    expect(check({}, lifetime('P999D', { type: 'trustedCertificateAuthority' })).remarks).toEqual([
      'A policy asks for a certificate of a trusted authority. Whether this is one, Entra ID decides.',
    ]);
  });

  it('is named by its common name, and its key by size and kind', () => {
    expect(commonName('O=Contoso\nCN=ledger, blue')).toBe('ledger, blue');
    expect(commonName('O=Contoso\nOU=Finance')).toBe('O=Contoso, OU=Finance');
    expect(keyText({ keyType: 'rsa', keyBits: 4096 })).toBe('4096-bit RSA');
    expect(keyText({ keyType: 'ed25519', keyBits: undefined })).toBe('ED25519');
  });
});
