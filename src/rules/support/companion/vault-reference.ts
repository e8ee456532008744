import type { Workspace } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';

import { Draft } from './draft.ts';
import { identityFix } from './identity-fix.ts';
import type { Principal } from './principal.ts';
import { roleNamed } from './roles.ts';
import { ownerOf, resourcesBeside } from './secret-owner.ts';
import { replaceSetting } from './settings.ts';

const VAULT = ['Microsoft.KeyVault/vaults'];

/** Where a site says which identity reads its references, unless it is the system-assigned one. */
const READER = {
  bicep: 'properties.keyVaultReferenceIdentity',
  'arm-json': 'properties.keyVaultReferenceIdentity',
  terraform: 'key_vault_reference_identity_id',
} as const;

/**
 * Lets a web app or function app read a secret of a Key Vault with its identity: a reference in the place of a copy, and
 * for a reference the identity and role that it needs.
 * @param property the setting, or what holds its value
 */
export function vaultReferenceFix(workspace: Workspace, host: Resource, property: Property): Fix | undefined {
  const { document, language } = host;
  if (property.value.uri !== document.uri) return undefined;
  const written = document.source.slice(property.value.range);
  const isReference = written.slice(1).toLowerCase().startsWith('@microsoft.keyvault(');
  const secret = isReference ? undefined : copiedSecret(new Draft(workspace), host, written);
  if (!isReference && !secret) return undefined;
  const vault = ownerOf(new Draft(workspace), secret?.vault.value ?? property.value, host, VAULT);
  return identityFix(workspace, {
    title: `Read ${property.name === 'value' ? 'the setting' : property.name} from the Key Vault with the identity of ${host.symbol}`,
    host,
    grants: [{ roles: [roleNamed('Key Vault Secrets User')], target: vault, label: 'the Key Vault' }],
    replace: (draft, principal) => {
      if (!chooseReader(draft, host, principal)) return false;
      if (!secret) return true;
      const reference = `"@Microsoft.KeyVault(SecretUri=\${${secret.address}.versionless_id})"`;
      const place = { document, language, range: property.range };
      return replaceSetting(draft, place, [
        { name: property.name.replace(/^"(.*)"$/, '$1'), value: { raw: reference } },
      ]);
    },
    followUps: [
      'Deploy identity and role some minutes before the app reads the reference: it keeps what it read last for up to a day.',
      'Where the vault still decides by access policies, let the identity get secrets there, or turn on Azure RBAC.',
    ],
  });
}

/** The secret of a vault whose value an expression of Terraform copies. */
function copiedSecret(draft: Draft, host: Resource, written: string) {
  const match = /^(?<address>(?<data>data\.)?azurerm_key_vault_secret\.(?<symbol>[\w-]+))\.value$/.exec(written);
  const { address, data, symbol } = match?.groups ?? {};
  if (address === undefined || host.language !== 'terraform') return undefined;
  const mode = data === undefined ? 'resource' : 'data';
  const secret = resourcesBeside(draft, host).find(
    (resource) => resource.type === 'azurerm_key_vault_secret' && resource.symbol === symbol && resource.mode === mode,
  );
  const [vault] = secret?.find('key_vault_id') ?? [];
  return vault && { address, vault };
}

/** A site with user-assigned identities only has to be told which of them reads. */
function chooseReader(draft: Draft, host: Resource, principal: Principal | undefined): boolean {
  if (!principal?.isUserAssigned || principal.resourceId === undefined) return true;
  const now = draft.now(host);
  if (!now || now.language === 'arm-json') return false;
  const path = READER[now.language];
  if (now.find(path).length > 0) return true;
  return draft.apply(now.document, now.editor.set(path, { raw: principal.resourceId }));
}
