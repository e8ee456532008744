import { type Manifest, setText } from '../../model/kubernetes/index.ts';
import { CLIENT_ID_ANNOTATION } from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { CLIENT_ID_PLACEHOLDER, federationFollowUp } from './follow-ups.ts';
import { isKustomized, workloadsOf } from './lookup.ts';
import { KUSTOMIZE_ASSUMPTION, type WorkloadIdentityContext } from './messages.ts';
import { isSetUp, nameOf, type Workload, workloadOf } from './workload.ts';

/** A service account without client ID that pods with workload identity run as; the account that all pods share. */
export function checkServiceAccount(account: Manifest, context: WorkloadIdentityContext): void {
  if (account.kind !== 'ServiceAccount' || account.group !== '' || account.name === undefined) return;
  if (isSetUp(account)) {
    if (account.name !== 'default') return;
    context.report({
      messageId: 'defaultAccount',
      data: { who: 'Pods sign in to Azure' },
      range: account.annotations?.get(CLIENT_ID_ANNOTATION)?.nameRange ?? account.headRange,
    });
    return;
  }
  if (account.isTemplate || account.annotations?.get(CLIENT_ID_ANNOTATION)) return;
  const workload = workloadsOf(account, context.workspace)
    .map(workloadOf)
    .find((user) => user !== undefined && !knowsItsIdentity(user));
  if (!workload) return;
  const isAssumed = isKustomized(account.document, context.workspace);
  const isSameFile = workload.object.document.uri === account.document.uri;
  context.report({
    messageId: 'clientIdMissing',
    data: {
      workload: nameOf(workload.object),
      account: account.name,
      assumption: isAssumed ? KUSTOMIZE_ASSUMPTION : '',
    },
    range: account.headRange,
    // A controller may be told its identities by other objects.
    severity: 'information',
    confidence: isAssumed ? 'low' : 'medium',
    related: isSameFile
      ? []
      : [
          {
            uri: workload.object.document.uri,
            range: workload.object.headRange,
            message: 'These pods run as this service account.',
          },
        ],
    fixes: annotationFix(account, account.name, context),
  });
}

/** Variables, and volumes of the Key Vault provider, name an identity of their own; a program's code may as well. */
function knowsItsIdentity({ pod, object }: Workload): boolean {
  return (
    object.isTemplate ||
    pod.variable('AZURE_CLIENT_ID') !== undefined ||
    pod.containers.some((container) => container.hasEnvFrom) ||
    pod.spec.find('volumes[].csi.driver').some(({ value }) => value.text === 'secrets-store.csi.k8s.io')
  );
}

function annotationFix(account: Manifest, name: string, context: WorkloadIdentityContext): readonly Fix[] {
  const path = ['metadata', 'annotations', CLIENT_ID_ANNOTATION] as const;
  const edits = editsOf(context.document.uri, setText(account.node, path, CLIENT_ID_PLACEHOLDER));
  if (!edits) return [];
  const followUps = [
    `Replace \`${CLIENT_ID_PLACEHOLDER}\`: \`az identity show --query clientId\` prints it.`,
    federationFollowUp(name, account.namespace),
  ];
  return [{ title: `Annotate ${name} with a client ID`, safety: 'needs-review', edits, followUps }];
}
