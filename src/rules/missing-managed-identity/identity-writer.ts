import type { Workspace } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { Fix } from '../finding.ts';
import { identityFix } from '../support/companion/identity-fix.ts';
import { keylessFix } from '../support/companion/keyless-fix.ts';
import { vaultReferenceFix } from '../support/companion/vault-reference.ts';
import type { Need } from './needs.ts';

/** Writes the identity with what it needs: its role, and what takes the place of the secret, where that is known. */
export function identityWriter(need: Need, host: Resource, workspace: Workspace): Fix | undefined {
  const { property, messageId } = need;
  const whole =
    messageId === 'vault'
      ? vaultReferenceFix(workspace, host, property)
      : messageId === 'credential' || messageId === 'pull'
        ? keylessFix(workspace, need.part ?? host, property)
        : undefined;
  return whole ?? identityAlone(need, host, workspace);
}

function identityAlone({ messageId, data, grant }: Need, host: Resource, workspace: Workspace): Fix | undefined {
  return identityFix(workspace, {
    title: `Give ${host.symbol} a managed identity`,
    host,
    grants: grant ? [{ roles: [grant.role], target: grant.target, label: grant.target.symbol }] : [],
    replace: (_, principal) => principal !== undefined,
    followUps: grant ? [] : [FOLLOW_UPS[messageId].replace('{name}', data['name'] ?? '')],
  });
}

const FOLLOW_UPS: Readonly<Record<Need['messageId'], string>> = {
  vault: 'Give the identity the role Key Vault Secrets User on the vault of {name}.',
  connection: 'Give the identity the role that {name} needs on its service.',
  closed: 'Give the identity a data role on the service that {name} leads to.',
  credential: 'Give the identity its role on the service, and let it take the place of the secret in {name}.',
  pull: 'Give the identity the role AcrPull on the registry, and let it take the place of {name}.',
};
