/**
 * The roles that allow on a Key Vault what its access policies did. Facts: Azure built-in roles as published in August
 * 2026; "Migrate from vault access policy to an Azure role-based access control permission model", Microsoft Learn.
 */

export interface VaultRole {
  readonly id: string;
  readonly name: string;
}

export type PolicyArea = 'secrets' | 'keys' | 'certificates';

const ADMINISTRATOR = role('00482a5a-887f-4fb3-b363-3b7fe8e74483', 'Key Vault Administrator');
/** Reads what is not secret: the public part of keys and certificates, and what there is. */
const READER = role('21090545-7ca7-4776-b22c-e363652d74d2', 'Key Vault Reader');

interface AreaRow {
  readonly officer: VaultRole;
  /** The first that allows all of a policy, narrowest first; permissions in lower case. */
  readonly roles: readonly { readonly role: VaultRole; readonly allows: readonly string[] }[];
}

const READ = ['get', 'list'];
const WRAP = [...READ, 'wrapkey', 'unwrapkey'];
const CRYPT = [...WRAP, 'encrypt', 'decrypt', 'sign', 'verify', 'update', 'backup'];

/**
 * Key Vault Certificate User is none of them: it reads the private keys and all secrets, too, which a policy on
 * certificates never allowed.
 */
const AREAS: Readonly<Record<PolicyArea, AreaRow>> = {
  secrets: {
    officer: role('b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'Key Vault Secrets Officer'),
    roles: [{ role: role('4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User'), allows: READ }],
  },
  keys: {
    officer: role('14b46e9e-c2b7-41b4-b07b-48a6ebf60603', 'Key Vault Crypto Officer'),
    roles: [
      { role: READER, allows: READ },
      {
        role: role('e147488a-f6f5-4113-8e2d-b22465e65bf6', 'Key Vault Crypto Service Encryption User'),
        allows: WRAP,
      },
      { role: role('12338af0-0e69-4776-bea7-57ae8d297424', 'Key Vault Crypto User'), allows: CRYPT },
    ],
  },
  certificates: {
    officer: role('a4417e6f-fecd-4de8-b567-7b0420556985', 'Key Vault Certificates Officer'),
    roles: [{ role: READER, allows: [...READ, 'getissuers', 'listissuers'] }],
  },
};

/**
 * The roles that together allow what a policy does.
 * @param permissions by area, in any letter case; `all` and `*` stand for every one
 */
export function rolesOfPolicy(
  permissions: Readonly<Partial<Record<PolicyArea, readonly string[]>>>,
): readonly VaultRole[] {
  const roles = Object.entries(AREAS).flatMap(([area, row]) => {
    const allowed = (permissions[area as PolicyArea] ?? []).map((permission) => permission.toLowerCase());
    if (allowed.length === 0) return [];
    return [row.roles.find(({ allows }) => allowed.every((name) => allows.includes(name)))?.role ?? row.officer];
  });
  const officers = Object.values(AREAS).map(({ officer }) => officer);
  return officers.every((officer) => roles.includes(officer)) ? [ADMINISTRATOR] : [...new Set(roles)];
}

function role(id: string, name: string): VaultRole {
  return { id, name };
}
