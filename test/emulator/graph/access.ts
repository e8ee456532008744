import { readToken, type TokenClaims } from '../login/access-token.ts';
import { GraphFailure } from '../odata/error.ts';
import type { Operation, Permissions } from './operations.ts';

const CHALLENGE =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

/** Audiences under which clients ask for Graph. */
const GRAPH =
  /^(?:https:\/\/(?:[a-z-]*graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn)\/?|00000003-0000-0000-c000-000000000000)$/;

/** @throws GraphFailure 401 for a request without a token for Graph that is still good */
export function authenticate(authorization: string | undefined, now: number): TokenClaims {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw invalidToken('Access token is empty.');
  const claims = readToken(token);
  if (!claims) throw invalidToken('IDX14100: JWT is not well formed.');
  if (!GRAPH.test(claims.aud)) throw invalidToken('Access token validation failure. Invalid audience.');
  if (claims.exp * 1_000 <= now) throw invalidToken('Lifetime validation failed, the token is expired.');
  return claims;
}

function invalidToken(message: string): GraphFailure {
  return new GraphFailure(401, 'InvalidAuthenticationToken', message, { headers: { 'WWW-Authenticate': CHALLENGE } });
}

/** The answer to a token that has to prove more. @param claims JSON */
export function claimsChallenge(claims: string): GraphFailure {
  const encoded = Buffer.from(claims).toString('base64');
  return new GraphFailure(
    401,
    'InvalidAuthenticationToken',
    'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    {
      headers: { 'WWW-Authenticate': `${CHALLENGE}, error="insufficient_claims", claims="${encoded}"` },
    },
  );
}

/** @throws GraphFailure 403 where the token lacks every permission that opens the operation */
export function authorise({ permissions, template }: Operation, claims: TokenClaims): void {
  if (permissions && !isPermitted(permissions, claims)) throw forbidden(template);
}

/** The refusal of the service behind a path. */
export function forbidden(path: string): GraphFailure {
  return /^\/(?:identity\/conditionalAccess|policies)\//.test(path)
    ? new GraphFailure(
        403,
        'AccessDenied',
        'You cannot perform the requested operation, required scopes are missing in the token.',
      )
    : new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function isPermitted({ delegated, application }: Permissions, claims: TokenClaims): boolean {
  const isDelegated = claims.scp !== undefined;
  const named = (isDelegated ? claims.scp?.split(' ') : claims.roles) ?? [];
  // Who may write may read; who may do it to all may do it to what it owns.
  const held = new Set(
    named.flatMap((each) => [each, each.replace('.ReadWrite.', '.Read.'), each.replace(/\.All$/, '.OwnedBy')]),
  );
  return (isDelegated ? delegated : application).some((entry) => entry.split('+').every((each) => held.has(each)));
}
