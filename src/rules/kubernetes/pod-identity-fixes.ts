import {
  kubernetesModel,
  type Manifest,
  type ManifestField,
  removeFields,
  renameField,
  replaceText,
  setText,
} from '../../model/kubernetes/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CLIENT_ID_ANNOTATION, isGuid, USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits, byFile, editsOf } from '../support/edits.ts';
import { CLIENT_ID_PLACEHOLDER, CLUSTER_FOLLOW_UP, federationFollowUp } from './follow-ups.ts';
import { accountFor, type PodsAccount } from './pods-account.ts';
import { accountNameOf, type Workload } from './workload.ts';

type Context = Pick<RuleContext, 'document' | 'workspace'>;

/** The label of workload identity for that of pod identity, and the service account that goes with it where it is in sight. */
export function labelFixes(workload: Workload, label: ManifestField, context: Context): readonly Fix[] {
  const { object, pod } = workload;
  const selector = object.node.get('spec')?.value.get('selector')?.value.get('matchLabels')?.value;
  // A selector cannot be changed, and must fit the labels of the pods.
  if (selector?.get(label.name)) return [];
  const edits = pod.labels?.get(USE_LABEL)
    ? removeFields([label])
    : allEdits(renameField(label, USE_LABEL), replaceText(label.value, 'true'));
  const identity = identityOf(label, object);
  const account = object.isTemplate || !pod.isWhole ? undefined : accountFor(workload, context, identity);
  const own = allEdits(edits, account?.workloadEdits ?? []);
  const files = byFile([
    { uri: object.document.uri, edits: own ?? [] },
    ...(account?.edits ? [{ uri: account.uri, edits: account.edits }] : []),
  ]).filter((file) => file.edits.length > 0);
  if (!own || own.length === 0) return [];
  const named = account?.name ?? accountNameOf(workload);
  const name = named === undefined || named === 'default' ? '<service account>' : named;
  const followUps = [
    ...(name === named ? [] : ['Give the pods a service account of their own: set `serviceAccountName`.']),
    ...annotationFollowUps(account),
    federationFollowUp(name, object.namespace ?? account?.namespace),
    CLUSTER_FOLLOW_UP,
    'Delete the AzureIdentity and AzureIdentityBinding once no pod uses them.',
  ];
  return [{ title: 'Label the pods for workload identity', safety: 'needs-review', edits: files, followUps }];
}

function annotationFollowUps(account: PodsAccount | undefined): readonly string[] {
  if (!account) {
    return [
      `Annotate the service account with \`${CLIENT_ID_ANNOTATION}\`: it is \`spec.clientID\` of the AzureIdentity.`,
    ];
  }
  return account.needsClientId
    ? [`Replace \`${CLIENT_ID_PLACEHOLDER}\` by \`spec.clientID\` of the AzureIdentity.`]
    : [];
}

/** The client ID of the AzureIdentity that the label selects, where the file binds one. */
function identityOf({ value }: ManifestField, { document }: Manifest): string | undefined {
  const { objects } = kubernetesModel(document);
  const spec = (object: Manifest, name: string) => object.node.get('spec')?.value.get(name)?.value.knownText?.trim();
  const bindings = objects.filter(
    (object) => object.kind === 'AzureIdentityBinding' && spec(object, 'selector') === value.knownText?.trim(),
  );
  const [binding, another] = bindings;
  const bound = binding && !another ? spec(binding, 'azureIdentity') : undefined;
  const identity = objects.find(({ kind, name }) => kind === 'AzureIdentity' && name !== undefined && name === bound);
  const clientId = identity && (spec(identity, 'clientID') ?? spec(identity, 'clientId'));
  return clientId !== undefined && isGuid(clientId) ? clientId : undefined;
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
