import { LoginFailure, type Pending } from './grants.ts';

const OPENID = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Permissions by name: without the resource in front, without those of OpenID Connect. */
export function namesIn(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !OPENID.has(scope)).map((scope) => scope.replace(/^https?:\/\/[^/]+\/+/, ''));
}

/** What a client asks for when it begins a sign-in. */
export function pendingFrom(form: URLSearchParams, tenant: string): Pending {
  const codeChallenge = form.get('code_challenge');
  return {
    tenant,
    clientId: (form.get('client_id') ?? '').toLowerCase(),
    scopes: scopesIn(form, []),
    ...(codeChallenge === null ? {} : { codeChallenge }),
    ...claimsIn(form),
  };
}

export function scopesIn(form: URLSearchParams, otherwise: readonly string[]): readonly string[] {
  const scope = form.get('scope');
  return scope === null ? otherwise : scope.split(' ').filter((each) => each !== '');
}

/** What the `claims` parameter says: the client answers challenges (`cp1`), and the challenge it answers. */
export function claimsIn(form: URLSearchParams): Pick<Pending, 'hasCae' | 'challenge'> {
  const text = form.get('claims');
  if (text === null) return {};
  const { xms_cc: capabilities, ...demanded } = accessTokenClaims(text);
  return {
    ...(capabilities === undefined ? {} : { hasCae: true }),
    ...(Object.keys(demanded).length > 0 ? { challenge: JSON.stringify(demanded) } : {}),
  };
}

/** @throws LoginFailure for text that is not JSON */
function accessTokenClaims(text: string): Readonly<Record<string, unknown>> {
  try {
    const { access_token: claims } = JSON.parse(text) as { readonly access_token?: Readonly<Record<string, unknown>> };
    return claims ?? {};
  } catch {
    throw new LoginFailure(90015, 'invalid_request', 'The claims parameter is not valid JSON.');
  }
}
