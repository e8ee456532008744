import type { CredentialOrigin, CredentialPurpose, KeyCredential } from '../model/credential.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';

/**
 * The client secrets and certificates of an application or service principal: Graph `passwordCredentials` and
 * `keyCredentials`, without their values. A key that signs SAML assertions is kept as a signing and a verifying half
 * and a password with the same identifier; only the half that is shown to people is kept here.
 */
export function keyCredentialsOf(item: Raw, origin: CredentialOrigin, isPlatform: boolean): KeyCredential[] {
  const keys = listOf(item['keyCredentials']) as Raw[];
  const passwords = listOf(item['passwordCredentials']) as Raw[];
  const signing = new Set(keys.filter((key) => key['usage'] === 'Sign').flatMap(names));
  const purposeOf = (key: Raw): { purpose: CredentialPurpose } | undefined => {
    if (isPlatform) return { purpose: 'platform' };
    return key['usage'] === 'Sign' || names(key).some((name) => signing.has(name))
      ? { purpose: 'saml-signing' }
      : undefined;
  };
  const verifying = new Set(keys.filter((key) => key['usage'] !== 'Sign').flatMap(names));
  const shown = keys.filter((key) => key['usage'] !== 'Sign' || !names(key).some((name) => verifying.has(name)));
  return [
    ...passwords.map((password): KeyCredential => {
      const hint = textOf(password['hint']);
      return {
        kind: 'client-secret',
        origin,
        ...common(password),
        ...(hint !== undefined && { hint: hint.slice(0, 3) }),
        ...purposeOf(password),
      };
    }),
    ...shown.map((key): KeyCredential => {
      const thumbprint = thumbprintOf(key['customKeyIdentifier']);
      return {
        kind: 'certificate',
        origin,
        ...common(key),
        ...(thumbprint !== undefined && { thumbprint }),
        ...purposeOf(key),
      };
    }),
  ];
}

function common(credential: Raw) {
  const keyId = idOf(credential['keyId']);
  const displayName = textOf(credential['displayName']);
  const start = timeOf(credential['startDateTime']);
  const end = timeOf(credential['endDateTime']);
  return {
    ...(keyId !== undefined && { keyId }),
    ...(displayName !== undefined && { displayName }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
  };
}

/** What ties the halves of a signing key to each other. */
function names(credential: Raw): string[] {
  return [textOf(credential['customKeyIdentifier']), idOf(credential['keyId'])].filter((name) => name !== undefined);
}

/** `customKeyIdentifier` is binary: base64 of the SHA-1 of the certificate, by some accounts its hexadecimal form. */
function thumbprintOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toUpperCase();
  try {
    const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    if (bytes.length !== 20) return undefined;
    return [...bytes]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase();
  } catch {
    return undefined;
  }
}
