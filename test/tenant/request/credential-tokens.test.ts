import { describe, expect, it } from 'vitest';
import { type Credential, CredentialTokens } from '../../../src/tenant/request/credential-tokens.ts';
import { claimsOfToken } from '../../../src/tenant/request/token-claims.ts';

const SCOPES = ['https://graph.microsoft.com/.default'];

function credential(lifetime: number, now: () => number) {
  const asked: { readonly scopes: readonly string[]; readonly claims?: string; readonly tenantId?: string }[] = [];
  const source: Credential = {
    getToken: async (scopes, options) => {
      asked.push({ scopes, ...options });
      return { token: `token ${asked.length}`, expiresOnTimestamp: now() + lifetime };
    },
  };
  return { source, asked };
}

describe('tokens of a credential', () => {
  it('are kept until shortly before their end', async () => {
    let time = 0;
    const { source, asked } = credential(3_600_000, () => time);
    const tokens = new CredentialTokens(source, 'tenant', () => time);
    expect(await tokens.getToken({ scopes: SCOPES })).toBe('token 1');
    expect(await tokens.getToken({ scopes: SCOPES })).toBe('token 1');
    time = 3_400_000;
    expect(await tokens.getToken({ scopes: SCOPES })).toBe('token 2');
    expect(asked[0]).toMatchObject({ scopes: SCOPES, tenantId: 'tenant' });
  });

  it('are asked for once by many at the same time, and anew for a challenge', async () => {
    const { source, asked } = credential(3_600_000, () => 0);
    const tokens = new CredentialTokens(source, undefined, () => 0);
    await Promise.all(Array.from({ length: 8 }, () => tokens.getToken({ scopes: SCOPES })));
    expect(asked).toHaveLength(1);
    expect(await tokens.getToken({ scopes: SCOPES, claims: '{}' })).toBe('token 2');
    expect(asked[1]).toMatchObject({ claims: '{}' });
  });

  it('that cannot be had say why, and are asked for again', async () => {
    let isSignedIn = false;
    const tokens = new CredentialTokens(
      {
        getToken: async () => {
          if (!isSignedIn) throw new Error('AADSTS65001: The user has not consented.\nTrace ID: 1');
          return { token: 'token', expiresOnTimestamp: 1e15 };
        },
      },
      undefined,
    );
    await expect(tokens.getToken({ scopes: SCOPES })).rejects.toMatchObject({
      kind: 'sign-in',
      code: 'AADSTS65001',
      detail: 'AADSTS65001: The user has not consented.',
    });
    isSignedIn = true;
    expect(await tokens.getToken({ scopes: SCOPES })).toBe('token');
  });
});

describe('the claims of a token', () => {
  const tokenOf = (claims: unknown) => `x.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_')}.y`;

  it('name tenant, account and permissions', () => {
    expect(
      claimsOfToken(tokenOf({ tid: 'ABC', upn: 'ada@contoso.com', scp: 'User.Read Application.Read.All' })),
    ).toEqual({
      tenantId: 'abc',
      account: 'ada@contoso.com',
      scopes: ['Application.Read.All', 'User.Read'],
    });
  });

  it.each(['', 'opaque', 'a.b.c', `x.${btoa('null')}.y`])('are none in %j', (token) => {
    expect(claimsOfToken(token)).toEqual({ scopes: [] });
  });
});
