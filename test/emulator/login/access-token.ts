import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the emulator writes into its access tokens, and reads from them. */
export interface TokenClaims {
  readonly aud: string;
  readonly tid: string;
  /** The client id. */
  readonly appid: string;
  /** Object id of the user or service principal. */
  readonly oid: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
  /** Delegated permissions, separated by blanks. */
  readonly scp?: string;
  /** Application permissions. */
  readonly roles?: readonly string[];
  /** `cp1`: the client can answer a claims challenge. */
  readonly xms_cc?: readonly string[];
  /** The challenge that this token answers. */
  readonly challenge?: string;
  readonly [claim: string]: unknown;
}

/** Opens nothing but the emulator. */
const KEY = 'keyless emulator';

export function issueToken(claims: Readonly<Record<string, unknown>>): string {
  const unsigned = `${encode({ typ: 'JWT', alg: 'HS256', kid: 'emulator' })}.${encode(claims)}`;
  return `${unsigned}.${signature(unsigned)}`;
}

/** Undefined for a token that the emulator did not issue. */
export function readToken(token: string): TokenClaims | undefined {
  const end = token.lastIndexOf('.');
  const expected = Buffer.from(signature(token.slice(0, Math.max(0, end))));
  const given = Buffer.from(token.slice(end + 1));
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as TokenClaims;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(text: string): string {
  return createHmac('sha256', KEY).update(text).digest('base64url');
}
