import {
  type Manifest,
  type ManifestField,
  removeFields,
  renameField,
  replaceText,
  setText,
} from '../../model/kubernetes/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CLIENT_ID_ANNOTATION, USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { CLIENT_ID_PLACEHOLDER, CLUSTER_FOLLOW_UP, federationFollowUp } from './follow-ups.ts';
import { accountNameOf, type Workload } from './workload.ts';

/** The label of workload identity for that of pod identity. */
export function labelFixes({ object, pod }: Workload, label: ManifestField): readonly Fix[] {
  const selector = object.node.get('spec')?.value.get('selector')?.value.get('matchLabels')?.value;
  // A selector cannot be changed, and must fit the labels of the pods.
  if (selector?.get(label.name)) return [];
  const edits = pod.labels?.get(USE_LABEL)
    ? removeFields([label])
    : allEdits(renameField(label, USE_LABEL), replaceText(label.value, 'true'));
  const named = accountNameOf({ object, pod });
  const account = named === undefined || named === 'default' ? '<service account>' : named;
  return fix(object, 'Label the pods for workload identity', edits, [
    ...(account === named ? [] : ['Give the pods a service account of their own: set `serviceAccountName`.']),
    `Annotate the service account with \`${CLIENT_ID_ANNOTATION}\`: it is \`spec.clientID\` of the AzureIdentity.`,
    federationFollowUp(account, object.namespace),
    CLUSTER_FOLLOW_UP,
    'Delete the AzureIdentity and AzureIdentityBinding once no pod uses them.',
  ]);
}

/** A label that no pod gets is of no use. */
export function removalFixes(object: Manifest, label: ManifestField): readonly Fix[] {
  return fix(object, `Remove the label ${label.name}`, removeFields([label]), [
    'Make sure that the pods sign in with workload identity.',
  ]);
}

/** The Key Vault provider signs in for the pod, with its token: it must be told as whom. */
export function providerFixes(object: Manifest, field: ManifestField): readonly Fix[] {
  const parameters = object.node.get('spec')?.value.get('parameters')?.value;
  const clientId = parameters?.get('clientID')?.value;
  const isGiven = clientId !== undefined && !clientId.isNull && clientId.text !== '';
  const identity = isGiven || !parameters ? [] : setText(parameters, ['clientID'], CLIENT_ID_PLACEHOLDER);
  return fix(
    object,
    'Read the Key Vault with workload identity',
    allEdits(replaceText(field.value, 'false'), identity),
    [
      ...(isGiven ? [] : [`Replace \`${CLIENT_ID_PLACEHOLDER}\`: \`az identity show --query clientId\` prints it.`]),
      'Give the identity the role Key Vault Secrets User on the vault.',
      federationFollowUp('<service account of the pods>', object.namespace),
    ],
  );
}

/** KEDA's operator signs in, as its own service account. */
export function triggerFixes(object: Manifest, provider: ManifestField): readonly Fix[] {
  return fix(object, 'Let KEDA use workload identity', replaceText(provider.value, 'azure-workload'), [
    'Set `identityId` beside the provider to the client ID, unless KEDA was installed with one: `--set podIdentity.azureWorkload.enabled=true`.',
    federationFollowUp('keda-operator', 'keda'),
  ]);
}

function fix(
  object: Manifest,
  title: string,
  edits: readonly TextEdit[] | undefined,
  followUps: readonly string[],
): readonly Fix[] {
  const fileEdits = editsOf(object.document.uri, edits);
  return fileEdits ? [{ title, safety: 'needs-review', edits: fileEdits, followUps }] : [];
}
