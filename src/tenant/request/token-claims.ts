/** What an access token says of who asked for it. It is read for display, never trusted for anything. */
export interface TokenClaims {
  readonly tenantId?: string;
  /** `ada@contoso.com`, or the name of an application. */
  readonly account?: string;
  /** Delegated permissions and directory roles of the token: `Application.Read.All`. */
  readonly scopes: readonly string[];
}

/** Reads the middle part of a token. A token that is none gives nothing. */
export function claimsOfToken(token: string): TokenClaims {
  const claims = payload(token);
  const text = (name: string) => (typeof claims?.[name] === 'string' ? claims[name] : undefined);
  const tenantId = text('tid')?.toLowerCase();
  const account = text('upn') ?? text('preferred_username') ?? text('unique_name') ?? text('app_displayname');
  const roles = Array.isArray(claims?.['roles']) ? claims['roles'].filter((role) => typeof role === 'string') : [];
  const scopes = [...(text('scp')?.split(' ') ?? []), ...roles].filter((scope) => scope !== '').sort();
  return { scopes, ...(tenantId !== undefined && { tenantId }), ...(account !== undefined && { account }) };
}

function payload(token: string): Record<string, unknown> | undefined {
  try {
    const part = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const text = new TextDecoder().decode(Uint8Array.from(atob(part), (each) => each.charCodeAt(0)));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
