import type { Manifest } from '../../model/kubernetes/index.ts';
import type { WorkloadIdentityContext } from './messages.ts';

/** The Key Vault provider of the Secrets Store CSI driver with the identity of the node. */
export function checkNodeIdentity(object: Manifest, context: WorkloadIdentityContext): void {
  if (object.kind !== 'SecretProviderClass' || object.node.get('spec')?.value.textAt('provider') !== 'azure') return;
  for (const field of object.node.find('spec.parameters.useVMManagedIdentity')) {
    if (field.value.text === 'true') {
      context.report({ messageId: 'nodeIdentity', range: field.range, severity: 'information' });
    }
  }
}
