import type { Manifest, ManifestField } from '../model/kubernetes/index.ts';
import { POD_IDENTITY_GROUP, POD_IDENTITY_LABEL } from './catalogue/kubernetes-workload-identity.ts';
import { labelFixes, providerFixes, removalFixes, triggerFixes } from './kubernetes/pod-identity-fixes.ts';
import { workloadOf } from './kubernetes/workload.ts';
import { defineRule, type RuleContext } from './rule.ts';

const WHY =
  'Pod identity has been archived since October 2023 and gets no security fixes; its node agent answers for every pod it is told to.';

const MESSAGES = {
  label: `The label \`aadpodidbinding\` asks for pod-managed identity. ${WHY} Use workload identity: the label \`azure.workload.identity/use: "true"\` and a service account with a client ID.`,
  resource: `{kind} belongs to pod-managed identity. ${WHY} Annotate the service account of the pods with the client ID, let the identity trust that account, and delete this object.`,
  provider: `The Key Vault provider is told to use pod-managed identity. ${WHY} Use workload identity: \`usePodIdentity: "false"\` and \`clientID\`.`,
  trigger: `KEDA is told to use pod-managed identity, which it does not know any more. ${WHY} Use the provider \`azure-workload\`.`,
} as const;

type PodIdentityContext = RuleContext<keyof typeof MESSAGES>;

/** What is left of AAD pod identity, the retired way for pods to get at a managed identity. */
export const podIdentity = defineRule({
  id: 'pod-identity',
  title: 'Retired pod-managed identity',
  severity: 'warning',
  tags: ['CWE-1104', 'CWE-269', 'CICD-SEC-2'],
  messages: MESSAGES,
  checks: {
    manifest(object, context) {
      checkLabels(object, context);
      if (object.group === POD_IDENTITY_GROUP) {
        context.report({ messageId: 'resource', data: { kind: object.kind }, range: object.headRange });
      }
      if (object.kind === 'SecretProviderClass') checkProvider(object, context);
      if (object.kind === 'TriggerAuthentication' || object.kind === 'ClusterTriggerAuthentication') {
        checkTrigger(object, context);
      }
    },
    variable({ document, entry }, context) {
      if (document.kind !== 'helm-values' || !entry.name.endsWith(`.${POD_IDENTITY_LABEL}`)) return;
      if (entry.value.raw.trim() !== '') context.report({ messageId: 'label', range: entry.range });
    },
  },
});

function checkLabels(object: Manifest, context: PodIdentityContext): void {
  const workload = workloadOf(object);
  const onPods = workload?.pod.labels?.get(POD_IDENTITY_LABEL);
  if (workload && onPods && isUsed(onPods)) {
    context.report({ messageId: 'label', range: onPods.range, fixes: labelFixes(workload, onPods, context) });
  }
  const onObject = workload?.pod.node === object.node ? undefined : object.labels?.get(POD_IDENTITY_LABEL);
  if (onObject && isUsed(onObject)) {
    context.report({ messageId: 'label', range: onObject.range, fixes: removalFixes(object, onObject) });
  }
}

function isUsed({ value }: ManifestField): boolean {
  return !value.isNull && value.text !== '';
}

function checkProvider(object: Manifest, context: PodIdentityContext): void {
  if (object.node.get('spec')?.value.textAt('provider') !== 'azure') return;
  for (const field of object.node.find('spec.parameters.usePodIdentity')) {
    if (field.value.text !== 'true') continue;
    context.report({ messageId: 'provider', range: field.range, fixes: providerFixes(object, field) });
  }
}

function checkTrigger(object: Manifest, context: PodIdentityContext): void {
  for (const field of object.node.find('spec.podIdentity.provider')) {
    if (field.value.text !== 'azure') continue;
    context.report({ messageId: 'trigger', range: field.range, fixes: triggerFixes(object, field) });
  }
}
