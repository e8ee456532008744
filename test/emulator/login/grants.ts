import { createHash, randomUUID } from 'node:crypto';

export type Grant =
  | 'client_credentials'
  | 'device_code'
  | 'urn:ietf:params:oauth:grant-type:device_code'
  | 'authorization_code'
  | 'refresh_token';

/** A sign-in that has begun, or that can be renewed. */
export interface Pending {
  readonly tenant: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly codeChallenge?: string;
  /** The client can answer a claims challenge. */
  readonly hasCae?: boolean;
  /** The challenge that is answered, JSON. */
  readonly challenge?: string;
  polls?: number;
}

/** An error of the token endpoint. */
export class LoginFailure extends Error {
  readonly number: number;
  readonly error: string;
  readonly status: number;
  readonly suberror: string | undefined;

  /** @param number of the AADSTS error */
  constructor(number: number, error: string, message: string, status = 400, suberror?: string) {
    super(`AADSTS${number}: ${message}`);
    this.name = 'LoginFailure';
    this.number = number;
    this.error = error;
    this.status = status;
    this.suberror = suberror;
  }

  body(now: number): Readonly<Record<string, unknown>> {
    const [trace, correlation] = [randomUUID(), randomUUID()];
    const timestamp = new Date(now)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z');
    return {
      error: this.error,
      error_description: `${this.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [this.number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${this.number}`,
      ...(this.suberror === undefined ? {} : { suberror: this.suberror }),
    };
  }
}

/** RFC 7636, S256. */
export function pkceMatches(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return true;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
}
