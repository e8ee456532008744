import { ServiceFailure } from './failure.ts';
import type { TokenRequest, TokenSource } from './token-source.ts';

/** As much of `TokenCredential` of `@azure/core-auth` as is used. */
export interface Credential {
  getToken(
    scopes: string[],
    options: { abortSignal?: AbortSignal; claims?: string; enableCae?: boolean; tenantId?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** A token is renewed this long before its end. */
const MARGIN_MILLISECONDS = 5 * 60_000;

/**
 * Tokens of a credential of the Azure SDK. They are kept until shortly before their end: the Azure CLI takes about a
 * second for each.
 */
export class CredentialTokens implements TokenSource {
  readonly #credential: Credential;
  readonly #tenantId: string | undefined;
  readonly #now: () => number;
  readonly #tokens = new Map<string, Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>>();

  constructor(credential: Credential, tenantId: string | undefined, now: () => number = Date.now) {
    this.#credential = credential;
    this.#tenantId = tenantId;
    this.#now = now;
  }

  async getToken({ scopes, claims, signal }: TokenRequest): Promise<string> {
    signal?.throwIfAborted();
    const key = scopes.join(' ');
    let asked = claims === undefined ? this.#tokens.get(key) : undefined;
    while (asked) {
      const kept = await asked.catch(() => undefined);
      if (kept && kept.expiresOnTimestamp - this.#now() > MARGIN_MILLISECONDS) return kept.token;
      // Somebody else may have asked for the next one by now.
      const latest = this.#tokens.get(key);
      if (latest === asked) break;
      asked = latest;
    }
    // Not cancelled with the call: others may wait for the same token.
    asked = this.#ask(scopes, claims);
    this.#tokens.set(key, asked);
    return (await asked).token;
  }

  async #ask(scopes: readonly string[], claims: string | undefined) {
    let token: Awaited<ReturnType<Credential['getToken']>>;
    try {
      token = await this.#credential.getToken([...scopes], {
        enableCae: true,
        ...(claims !== undefined && { claims }),
        ...(this.#tenantId !== undefined && { tenantId: this.#tenantId }),
      });
    } catch (error) {
      throw signInFailure(error);
    }
    if (!token) throw signInFailure(undefined);
    return token;
  }
}

/** Why there is no token, in the words of the door: a command to run, a code of Entra. */
export function signInFailure(error: unknown): ServiceFailure {
  const message = error instanceof Error ? error.message : '';
  return new ServiceFailure(
    {
      kind: 'sign-in',
      what: 'a token',
      status: 0,
      code: /\bAADSTS\d+\b/.exec(message)?.[0] ?? '',
      detail: message.split('\n')[0]?.slice(0, 500) ?? '',
    },
    error,
  );
}
