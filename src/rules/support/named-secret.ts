import { PUBLIC_KEY_PREFIXES } from '../catalogue/secret-formats.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import { isPlaceholder, looksSecret } from './placeholder.ts';

/** A connection string is named for what it opens; those of files, and of servers that know an identity, are none. */
const CONNECTION_STRING_NAME = /connection[-_]?string$/i;

/** A member that is a credential, or the password of a URL: `AccountKey=...`, `;pwd=...`, `postgres://user:pass@host`. */
const CREDENTIAL_PART =
  /(?:^|[\s;,&?])(?:(?:shared)?access[-_ ]?key|account[-_ ]?key|shared[-_ ]?access[-_ ]?signature|sig|(?:user[-_ ]?)?password|pwd|pass|(?:client[-_ ]?)?secret|api[-_ ]?key|key|(?:access[-_ ]?|auth[-_ ]?)?token)\s?=\s?([^\s;,&]+)|:\/\/[^\s:@/]{0,200}:([^\s@]{1,200})@/i;

/** Whether a value is a secret where nothing but the name of its place says so. */
export function isNamedSecret(name: string, value: string): boolean {
  if (!isSecretName(name) || !looksSecret(value) || isOfEmulator(value)) return false;
  return !CONNECTION_STRING_NAME.test(name) || holdsCredential(value);
}

function holdsCredential(connectionString: string): boolean {
  const [, member, password] = CREDENTIAL_PART.exec(connectionString) ?? [];
  const credential = member ?? password;
  return credential !== undefined && !isPlaceholder(credential);
}

/** The key that an emulator publishes, alone or in its connection string. */
function isOfEmulator(value: string): boolean {
  return PUBLIC_KEY_PREFIXES.some((prefix) => value.startsWith(prefix) || value.includes(`AccountKey=${prefix}`));
}
