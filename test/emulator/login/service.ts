import { randomUUID } from 'node:crypto';
import type { EmulatorState } from '../state.ts';
import { issueToken } from './access-token.ts';
import { configuration, instances } from './discovery.ts';
import { claimsIn, namesIn, pendingFrom, scopesIn } from './form.ts';
import { type Grant, LoginFailure, type Pending, pkceMatches } from './grants.ts';

/** A request to a token endpoint; `form` holds the query of a GET. */
export interface LoginRequest {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
  /** `https://login.example`, as the client wrote it. */
  readonly base: string;
}

export interface LoginAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | string;
}

/** The person who signs in. */
export const USER = {
  oid: 'c0ffee00-1111-4222-8333-444455556666',
  name: 'Mira Sandberg',
  username: 'mira.sandberg@contoso.example',
} as const;

const LIFETIME_SECONDS = 3_600;

/** The Entra endpoints that sign people and applications in. No password is asked for and no secret is checked but one. */
export class LoginService {
  readonly #state: EmulatorState;
  readonly #codes = new Map<string, Pending>();
  readonly #devices = new Map<string, Pending>();
  readonly #refresh = new Map<string, Pending>();
  /** The next sign-ins fail with these errors, in order. */
  readonly failures: LoginFailure[] = [];
  /** How often a device code is polled before the person has signed in. */
  pollsUntilSignedIn = 1;
  /** The only client secret that opens anything; any where undefined. */
  clientSecret: string | undefined;

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  static isFor(path: string): boolean {
    return /\/(?:oauth2\/v2\.0|v2\.0\/\.well-known|discovery|\.well-known)\//.test(path);
  }

  serve(request: LoginRequest): LoginAnswer {
    try {
      return this.#answer(request);
    } catch (error) {
      if (!(error instanceof LoginFailure)) throw error;
      return { status: error.status, body: error.body(this.#state.now()) };
    }
  }

  #answer(request: LoginRequest): LoginAnswer {
    const { path, base } = request;
    const tenant = path.split('/')[1] ?? 'common';
    if (path.endsWith('/.well-known/openid-configuration')) return { status: 200, body: configuration(base, tenant) };
    if (path.endsWith('/discovery/instance')) return { status: 200, body: instances(base, tenant) };
    if (path.endsWith('/keys')) return { status: 200, body: { keys: [] } };
    if (path.endsWith('/devicecode')) return this.#deviceCode(request, tenant);
    if (path.endsWith('/authorize')) return this.#authorize(request);
    if (path.endsWith('/token')) return this.#token(request);
    return { status: 404, body: { error: 'not_found', error_description: 'The emulator has no such endpoint.' } };
  }

  #deviceCode({ form, base }: LoginRequest, tenant: string): LoginAnswer {
    const pending = pendingFrom(form, tenant);
    this.#checkConsent(pending);
    const code = randomUUID();
    this.#devices.set(code, { ...pending, polls: 0 });
    const verification = `${base}/device`;
    return {
      status: 200,
      body: {
        user_code: 'KEYL3SS00',
        device_code: code,
        verification_uri: verification,
        expires_in: 900,
        interval: 1,
        message: `To sign in, open ${verification} and enter the code KEYL3SS00.`,
      },
    };
  }

  /** Signs the person in at once: a page that posts the code back, as `response_mode=form_post` asks. */
  #authorize({ form, path }: LoginRequest): LoginAnswer {
    const pending = pendingFrom(form, path.split('/')[1] ?? 'common');
    const redirect = form.get('redirect_uri') ?? '';
    const state = form.get('state') ?? '';
    const failure = this.failures.shift();
    const code = randomUUID();
    this.#codes.set(code, pending);
    const fields = failure
      ? { error: failure.error, error_description: failure.message, state }
      : { code, state, client_info: clientInfo(this.#state.tenant.id) };
    if (form.get('response_mode') !== 'form_post') {
      return { status: 302, headers: { Location: `${redirect}?${new URLSearchParams(fields)}` }, body: '' };
    }
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
    );
    const page = `<!doctype html><title>Sign in</title><form method="post" action="${escapeHtml(redirect)}">${inputs.join('')}<button>Continue</button></form><script>document.forms[0].submit()</script>`;
    return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page };
  }

  #token({ form, path }: LoginRequest): LoginAnswer {
    const failure = this.failures.shift();
    if (failure) throw failure;
    const tenant = path.split('/')[1] ?? 'common';
    switch (form.get('grant_type') as Grant) {
      case 'client_credentials':
        return this.#applicationToken(form, tenant);
      case 'device_code':
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return this.#redeemDevice(form);
      case 'authorization_code':
        return this.#redeemCode(form);
      case 'refresh_token':
        return this.#redeemRefresh(form);
      default:
        throw new LoginFailure(70003, 'unsupported_grant_type', 'The app requested an unsupported grant type.');
    }
  }

  #applicationToken(form: URLSearchParams, tenant: string): LoginAnswer {
    const pending = pendingFrom(form, tenant);
    const hasProof = form.has('client_secret') || form.has('client_assertion');
    if (!hasProof)
      throw new LoginFailure(
        7000218,
        'invalid_client',
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      );
    if (
      this.clientSecret !== undefined &&
      form.get('client_secret') !== this.clientSecret &&
      form.has('client_secret')
    ) {
      throw new LoginFailure(7000215, 'invalid_client', 'Invalid client secret provided.', 401);
    }
    const principal = this.#state.tenant.collection('servicePrincipals').find('appId', pending.clientId);
    const token = this.accessToken({ ...pending, isApplication: true, objectId: principal?.id ?? USER.oid });
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: LIFETIME_SECONDS,
        ext_expires_in: LIFETIME_SECONDS,
        access_token: token,
      },
    };
  }

  #redeemDevice(form: URLSearchParams): LoginAnswer {
    const pending = this.#devices.get(form.get('device_code') ?? '');
    if (!pending) throw new LoginFailure(70000, 'invalid_grant', 'The device code is not valid.');
    pending.polls = (pending.polls ?? 0) + 1;
    if (pending.polls <= this.pollsUntilSignedIn) {
      throw new LoginFailure(
        70016,
        'authorization_pending',
        'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
      );
    }
    this.#devices.delete(form.get('device_code') ?? '');
    return this.#userTokens({ ...pending, ...claimsIn(form) });
  }

  #redeemCode(form: URLSearchParams): LoginAnswer {
    const code = form.get('code') ?? '';
    const pending = this.#codes.get(code);
    this.#codes.delete(code);
    if (!pending)
      throw new LoginFailure(
        70008,
        'invalid_grant',
        'The provided authorization code has expired or was already used.',
      );
    if (!pkceMatches(pending.codeChallenge, form.get('code_verifier'))) {
      throw new LoginFailure(
        501481,
        'invalid_grant',
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      );
    }
    return this.#userTokens({ ...pending, ...claimsIn(form) });
  }

  #redeemRefresh(form: URLSearchParams): LoginAnswer {
    const pending = this.#refresh.get(form.get('refresh_token') ?? '');
    if (!pending) throw new LoginFailure(70008, 'invalid_grant', 'The refresh token has expired due to inactivity.');
    return this.#userTokens({ ...pending, scopes: scopesIn(form, pending.scopes), ...claimsIn(form) });
  }

  #userTokens(pending: Pending): LoginAnswer {
    this.#checkConsent(pending);
    const refreshToken = randomUUID();
    this.#refresh.set(refreshToken, pending);
    const now = Math.floor(this.#state.now() / 1_000);
    const { id: tid } = this.#state.tenant;
    const idToken = issueToken({
      aud: pending.clientId,
      iss: `https://login.microsoftonline.com/${tid}/v2.0`,
      iat: now,
      nbf: now,
      exp: now + LIFETIME_SECONDS,
      oid: USER.oid,
      sub: USER.oid,
      tid,
      name: USER.name,
      preferred_username: USER.username,
      ver: '2.0',
    });
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        scope: pending.scopes.join(' '),
        expires_in: LIFETIME_SECONDS,
        ext_expires_in: LIFETIME_SECONDS,
        access_token: this.accessToken({ ...pending, isApplication: false, objectId: USER.oid }),
        refresh_token: refreshToken,
        id_token: idToken,
        client_info: clientInfo(tid),
      },
    };
  }

  /** @throws LoginFailure where a scope was not consented to */
  #checkConsent({ scopes }: Pending): void {
    const missing = this.#state.consents.missing(namesIn(scopes));
    if (missing.length > 0) {
      throw new LoginFailure(
        65001,
        'invalid_grant',
        `The user or administrator has not consented to use the application. Missing: ${missing.join(' ')}.`,
        400,
        'consent_required',
      );
    }
  }

  /** A token for the first resource among the scopes. */
  accessToken(
    pending: Pending & { readonly isApplication: boolean; readonly objectId: string; readonly username?: string },
  ): string {
    const now = Math.floor(this.#state.now() / 1_000);
    const resource = pending.scopes
      .map((scope) => /^(https?:\/\/[^/]+)/.exec(scope)?.[1])
      .find((found) => found !== undefined);
    const isGraph = resource === undefined || /graph/.test(resource);
    const granted = isGraph ? this.#state.consents.granted(namesIn(pending.scopes)) : ['user_impersonation'];
    return issueToken({
      aud: resource ?? 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${this.#state.tenant.id}/`,
      iat: now,
      nbf: now,
      exp: now + LIFETIME_SECONDS,
      tid: this.#state.tenant.id,
      appid: pending.clientId,
      oid: pending.objectId,
      ...(pending.isApplication
        ? { roles: granted, idtyp: 'app' }
        : { scp: granted.join(' '), idtyp: 'user', upn: pending.username ?? USER.username }),
      ...(pending.hasCae ? { xms_cc: ['cp1'] } : {}),
      ...(pending.challenge === undefined ? {} : { challenge: pending.challenge }),
    });
  }
}

function clientInfo(tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: USER.oid, utid: tenantId })).toString('base64url');
}

function escapeHtml(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
