import {
  kubernetesModel,
  type Manifest,
  type ManifestField,
  removeFields,
  renameField,
  replaceText,
  setText,
} from '../../model/kubernetes/index.ts';
import { USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { checkClientId, checkSecretBeside } from './check-environment.ts';
import { federationFollowUp } from './follow-ups.ts';
import { isKustomized, nearest, sharesNamespace } from './lookup.ts';
import { KUSTOMIZE_ASSUMPTION, type WorkloadIdentityContext } from './messages.ts';
import {
  accountNameOf,
  isSetUp,
  mountsToken,
  nameOf,
  useLabel,
  usesWorkloadIdentity,
  type Workload,
} from './workload.ts';

/** The label of pods, the account they run as, and what their containers say against it. */
export function checkWorkload(workload: Workload, context: WorkloadIdentityContext): void {
  const label = useLabel(workload);
  if (label) {
    checkLabelValue(label, context);
    if (usesWorkloadIdentity(workload)) {
      checkAccount(workload, label, context);
      checkClientId(workload, context);
      checkSecretBeside(workload, context);
    }
  } else if (!checkMisplaced(workload, context)) {
    checkMissing(workload, context);
  }
}

/** A value that is not text is reported with all others like it. */
function checkLabelValue({ value }: ManifestField, context: WorkloadIdentityContext): void {
  const text = value.knownText;
  if (text === undefined || value.scalar?.type !== 'string') return;
  // "false" is how a chart says no; the rest is meant to be on.
  if (text === 'true' || !/^(?:true|yes|on|y|1|enabled?)$/i.test(text)) return;
  const edits = editsOf(context.document.uri, replaceText(value, 'true'));
  context.report({
    messageId: 'labelValue',
    range: value.range,
    fixes: edits ? [{ title: 'Write "true"', safety: 'needs-review', edits, followUps: [CHECK_PODS] }] : [],
  });
}

const CHECK_PODS = 'Check that the pods get a token after the change: they are made anew.';

/** The label among annotations of the pods, or among the labels of what makes them. */
function checkMisplaced(workload: Workload, context: WorkloadIdentityContext): boolean {
  const { object, pod } = workload;
  const among = pod.annotations?.get(USE_LABEL);
  const above = pod.node === object.node ? undefined : object.labels?.get(USE_LABEL);
  const field = among ?? above ?? (pod.node === object.node ? undefined : object.annotations?.get(USE_LABEL));
  if (field?.value.text !== 'true' || object.isTemplate || !pod.isWhole) return false;
  const assumption = assumptionFor(object, context);
  context.report({
    messageId: 'labelMisplaced',
    data: {
      place: field === among ? 'among the annotations' : `on the ${object.kind}`,
      path: pod.node === object.node ? '`metadata.labels`' : 'the labels of the pod template',
      assumption,
    },
    range: field.nameRange,
    ...(assumption === '' ? {} : { confidence: 'low' }),
    fixes: moveFix(workload, field, context),
  });
  return true;
}

function checkMissing(workload: Workload, context: WorkloadIdentityContext): void {
  const { object, pod } = workload;
  const account = accountNameOf(workload);
  if (object.isTemplate || !pod.isWhole || account === undefined || account === 'default') return;
  const { objects, isSameFile } = nearest(object, context.workspace, 'ServiceAccount', account);
  const [first] = objects;
  // Where several files declare the account, as overlays and examples do, they must agree.
  if (!first || !objects.every(isSetUp) || mountsToken(workload)) return;
  const assumption = assumptionFor(object, context);
  context.report({
    messageId: 'labelMissing',
    data: {
      workload: nameOf(object),
      account,
      where: isSameFile ? 'in this file' : `in ${first.document.path}`,
      assumption,
    },
    range: pod.serviceAccountName?.value.range ?? object.headRange,
    confidence: assumption === '' ? (isSameFile ? 'high' : 'medium') : 'low',
    related: [
      {
        uri: first.document.uri,
        range: first.headRange,
        message: 'The service account is set up for workload identity here.',
      },
    ],
    fixes: labelFix(workload, [], `Add the label ${USE_LABEL} to the pods`, context),
  });
}

function labelFix(
  workload: Workload,
  removal: ReturnType<typeof removeFields>,
  title: string,
  context: WorkloadIdentityContext,
): readonly Fix[] {
  const { pod } = workload;
  const edits = editsOf(
    context.document.uri,
    allEdits(setText(pod.node, ['metadata', 'labels', USE_LABEL], 'true'), removal),
  );
  if (!edits) return [];
  return [{ title, safety: 'needs-review', edits, followUps: followUpsFor(workload) }];
}

/** Annotations that hold nothing else become the labels; anywhere else the label leaves its old place. */
function moveFix(workload: Workload, field: ManifestField, context: WorkloadIdentityContext): readonly Fix[] {
  const { pod } = workload;
  const title = 'Move the label to the pods';
  const annotations = pod.node.get('metadata')?.value.get('annotations');
  const isAlone = annotations?.value.fields.length === 1 && annotations.value.get(USE_LABEL)?.pair === field.pair;
  if (!isAlone || pod.labels) return labelFix(workload, removeFields([field]), title, context);
  const edits = editsOf(context.document.uri, renameField(annotations, 'labels'));
  return edits ? [{ title, safety: 'needs-review', edits, followUps: followUpsFor(workload) }] : [];
}

function followUpsFor(workload: Workload): readonly string[] {
  return [federationFollowUp(accountNameOf(workload) ?? '<service account>', workload.object.namespace)];
}

function checkAccount(workload: Workload, label: ManifestField, context: WorkloadIdentityContext): void {
  const { object, pod } = workload;
  if (object.isTemplate || accountNameOf(workload) !== 'default') return;
  const assumption = assumptionFor(object, context);
  const named = pod.serviceAccountName;
  context.report({
    messageId: 'defaultAccount',
    data: { who: `The pods of ${nameOf(object)} use workload identity and run` },
    range: named?.value.isNull === false ? named.value.range : label.nameRange,
    ...(assumption === '' ? {} : { confidence: 'low' }),
    fixes: accountFix(workload, context),
  });
}

/** Where the file has exactly one account that is set up, it is the one that is meant. */
function accountFix({ object, pod }: Workload, context: WorkloadIdentityContext): readonly Fix[] {
  const [account, another] = kubernetesModel(object.document).objects.filter(
    (other) => other.kind === 'ServiceAccount' && isSetUp(other) && sharesNamespace(object, other),
  );
  const name = account?.name;
  if (another || name === undefined || name === 'default') return [];
  const old = pod.serviceAccountName;
  const edits = editsOf(
    context.document.uri,
    old ? replaceText(old.value, name) : setText(pod.spec, ['serviceAccountName'], name),
  );
  if (!edits) return [];
  const followUps = [federationFollowUp(name, object.namespace ?? account?.namespace)];
  return [{ title: `Run as the service account ${name}`, safety: 'needs-review', edits, followUps }];
}

function assumptionFor({ document }: Manifest, { workspace }: WorkloadIdentityContext): string {
  return isKustomized(document, workspace) ? KUSTOMIZE_ASSUMPTION : '';
}
