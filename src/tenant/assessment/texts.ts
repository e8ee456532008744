import { listOf } from '../../rules/support/words.ts';
import type { FederatedTrust, KeyCredential } from '../model/credential.ts';
import { type Privilege, privilegeText } from './privilege.ts';

const MAX_NAMED = 3;

/** The first few, and how many more there are. */
export function some(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return listOf(more > 0 ? [...names.slice(0, MAX_NAMED), `${more} more`] : names);
}

/** `1 day`, `12 days`. */
export function days(count: number): string {
  return counted(count, 'day');
}

/** `1 secret`, `2 secrets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What people call a credential: its name, else its key id. Never its value. */
export function credentialName({ displayName, keyId, thumbprint }: KeyCredential): string {
  const name = displayName || thumbprint || keyId;
  return name === undefined ? 'one without a name' : `"${name}"`;
}

export function credentialNames(credentials: readonly KeyCredential[]): string {
  return some(credentials.map(credentialName));
}

export function keyIdsOf(credentials: readonly KeyCredential[]): readonly string[] {
  return credentials.flatMap(({ keyId }) => keyId ?? []);
}

export function trustNames(trusts: readonly FederatedTrust[]): string {
  return some(trusts.map(({ name }) => `"${name}"`));
}

export function privilegeTexts(privileges: readonly Privilege[]): string {
  return some([...new Set(privileges.map(privilegeText))]);
}

/** `1 identity`, `2 identities`. */
export function identityCountText(count: number): string {
  return `${count} ${count === 1 ? 'identity' : 'identities'}`;
}

/** One line for a terminal: names from the directory may hold line breaks and control sequences. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
