import type { Identity } from '../model/identity.ts';
import type { TenantPolicies } from '../model/policies.ts';
import { policyObjectOf } from '../policy-simulation/effect.ts';
import { restrictionText } from '../policy-simulation/restriction-text.ts';
import { PolicyIndex } from '../policy-simulation/restrictions.ts';
import { lifetimeLimit, simulate } from '../policy-simulation/simulate.ts';

/** What a certificate says of itself. */
export interface CertificateFacts {
  /** `CN=payments`; further parts in further lines. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** SHA-1, hexadecimal, upper case. */
  readonly thumbprint: string;
  /** `rsa`, `ec`, `ed25519`. */
  readonly keyType: string;
  /** Bits; undefined where the type has no size of its own. */
  readonly keyBits: number | undefined;
  /** It may issue other certificates. */
  readonly isAuthority: boolean;
}

/** Reads a certificate in DER form. @throws where it is none */
export type CertificateReader = (der: Uint8Array<ArrayBuffer>) => CertificateFacts;

export interface CertificateVerdict {
  /** Why it must not be uploaded, in sentences. */
  readonly obstacles: readonly string[];
  /** What a person should know first, in sentences. */
  readonly remarks: readonly string[];
}

const DAY = 86_400_000;
const MIN_BITS = 2048;
/** From here on a person is told. */
const LONG_DAYS = 366;
const SHORT_DAYS = 30;

/**
 * Whether a certificate may become a credential of an identity: its validity, its key (Entra ID takes RSA only; Learn,
 * "Create a self-signed public certificate to authenticate your application"), and the policies that hold for it.
 * @param policies undefined where they could not be read
 * @param now milliseconds since 1970
 */
export function checkCertificate(
  facts: CertificateFacts,
  identity: Identity,
  policies: TenantPolicies | undefined,
  now: number,
): CertificateVerdict {
  const { start, end, keyType, keyBits, isAuthority, thumbprint, subject, issuer } = facts;
  const obstacles: string[] = [];
  const remarks: string[] = [];
  const days = Math.round((end - start) / DAY);
  if (end <= now) obstacles.push(`It ended on ${dateOf(end)}.`);
  if (end <= start) obstacles.push('It ends before it begins.');
  if (keyType !== 'rsa') obstacles.push(`Its key is of the type ${keyType}. Entra ID takes RSA keys only.`);
  else if (keyBits !== undefined && keyBits < MIN_BITS) {
    obstacles.push(`Its key has ${keyBits} bits. Less than ${MIN_BITS} can be broken.`);
  }
  const twin = identity.keyCredentials.find((each) => each.kind === 'certificate' && each.thumbprint === thumbprint);
  if (twin) obstacles.push(`${identity.displayName} has this certificate already.`);
  const refusal = policies && refusalBy(policies, identity, (end - start) / DAY);
  if (refusal !== undefined) obstacles.push(refusal);

  if (start > now) remarks.push(`It is not valid before ${dateOf(start)}: until then nobody can sign in with it.`);
  if (end > now && end - now < SHORT_DAYS * DAY) remarks.push(`It ends soon, on ${dateOf(end)}.`);
  if (days > LONG_DAYS) remarks.push(`It is valid for ${days} days. The sooner it ends, the less a stolen key opens.`);
  if (isAuthority && subject !== issuer) {
    remarks.push('It is that of a certificate authority. Whoever holds its key can sign in: is it the right one?');
  }
  if (!policies) remarks.push('The app management policies could not be read: one may refuse it.');
  else if (needsTrustedIssuer(policies, identity)) {
    remarks.push('A policy asks for a certificate of a trusted authority. Whether this is one, Entra ID decides.');
  }
  return { obstacles, remarks };
}

/** `2048-bit RSA`. */
export function keyText({ keyType, keyBits }: Pick<CertificateFacts, 'keyType' | 'keyBits'>): string {
  return keyBits === undefined ? keyType.toUpperCase() : `${keyBits}-bit ${keyType.toUpperCase()}`;
}

/** The common name of a subject, or all of it. */
export function commonName(subject: string): string {
  return /^CN=(.+)$/mu.exec(subject)?.[1]?.trim() ?? subject.replaceAll('\n', ', ');
}

function refusalBy(policies: TenantPolicies, identity: Identity, lifetimeDays: number): string | undefined {
  const outcome = simulate(restrictionsFor(policies, identity), { kind: 'certificate', lifetimeDays });
  if (outcome.verdict === 'allowed') return undefined;
  const limit = lifetimeLimit(outcome.by.restriction, 'certificate');
  const demand = limit === undefined ? 'forbids it' : `asks for less than ${limit} days`;
  return `It is valid for ${Math.round(lifetimeDays)} days, and ${restrictionText(outcome.by)} ${demand}.`;
}

function needsTrustedIssuer(policies: TenantPolicies, identity: Identity): boolean {
  return restrictionsFor(policies, identity).some(
    ({ state, restriction }) => state === 'applies' && restriction.type === 'trustedCertificateAuthority',
  );
}

function restrictionsFor(policies: TenantPolicies, identity: Identity) {
  const object = policyObjectOf(identity);
  return object ? new PolicyIndex(policies).restrictionsOf(object) : [];
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
