import type { Entry, Step } from '../model/pipeline/pipeline.ts';
import type { Script } from '../model/script.ts';
import {
  ADMIN_COMMANDS,
  ADMIN_SWITCHES,
  KUBECONFIG_INPUTS,
  KUBERNETES_CONNECTIONS,
} from './catalogue/kubeconfig-credentials.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { removePart } from './support/command-edits.ts';
import { CommandTable } from './support/commands.ts';
import { editsOf } from './support/edits.ts';
import { workflowSecret } from './support/workflow-secret.ts';

const MESSAGES = {
  adminCredential:
    '{what} takes the certificate of the cluster administrator: it is above all access rules of the cluster, the same for everybody, and valid for years. Leave it out, so that the identity that is signed in gets what it was granted and no more.',
  storedCredential:
    'The cluster is reached with a stored {input} ({source}), which works for whoever holds it until it is revoked in the cluster. Log in with azure/login and OIDC, and use azure/aks-set-context, which takes that session.',
  kubernetesConnection:
    'The Kubernetes connection "{connection}" holds a kubeconfig or the token of a service account, which works for whoever holds it. Where the cluster is AKS, set `connectionType: {azure}` and name an Azure Resource Manager connection with workload identity federation.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

const COMMANDS = new CommandTable(ADMIN_COMMANDS);

/** Clusters reached with a credential of their own instead of a Microsoft Entra identity: catalogue/kubeconfig-credentials.ts. */
export const kubeconfigCredential = defineRule({
  id: 'kubeconfig-credential',
  title: 'Cluster credential used in place of an identity',
  severity: 'warning',
  tags: ['CWE-250', 'CWE-522', 'CICD-SEC-5', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    step(step, context) {
      const action = step.uses?.action;
      if (action === undefined) return;
      checkSwitch(step, action, context);
      checkStoredCredential(step, action, context);
      checkConnection(step, action, context);
    },
    script: checkCommands,
  },
});

function checkSwitch(step: Step, action: string, context: Context): void {
  const row = ADMIN_SWITCHES.find(({ actions }) => actions.includes(action));
  const entry = row && step.input(row.input);
  if (!entry || !/^true$/i.test(entry.value.raw.trim())) return;
  const edits = editsOf(context.document.uri, step.job.pipeline.editor.replaceValue(entry.value, 'false'));
  context.report({
    messageId: 'adminCredential',
    data: { what: `\`${entry.name}\`` },
    range: entry.range,
    fixes: edits ? [fixOf(`Set ${entry.name} to false`, edits, action === 'azure/aks-set-context')] : [],
  });
}

function checkCommands(script: Script, context: Context): void {
  for (const { options } of COMMANDS.matches(script)) {
    const [option] = options;
    if (!option) continue;
    const edits = editsOf(context.document.uri, [removePart(script, option.flag.range)]);
    context.report({
      messageId: 'adminCredential',
      data: { what: `\`${option.flag.text}\`` },
      range: script.rangeOf(option.flag.range),
      fixes: edits ? [fixOf(`Remove ${option.flag.text}`, edits, true)] : [],
    });
  }
}

function fixOf(title: string, edits: Fix['edits'], needsKubelogin: boolean): Fix {
  return {
    title,
    safety: 'needs-review',
    edits,
    followUps: [
      'Give the identity the role Azure Kubernetes Service Cluster User Role on the cluster, and a role inside it, such as Azure Kubernetes Service RBAC Writer.',
      ...(needsKubelogin
        ? [
            'Run `kubelogin convert-kubeconfig -l azurecli` before kubectl or helm: the kubeconfig has no certificate then.',
          ]
        : []),
      'Once nothing needs the administrator any more, turn local accounts off: `az aks update --disable-local-accounts`.',
    ],
  };
}

function checkStoredCredential(step: Step, action: string, context: Context): void {
  const row = KUBECONFIG_INPUTS.find(({ actions }) => actions.includes(action));
  const entry = row && firstInput(step, row.inputs);
  if (!entry) return;
  const secret = workflowSecret(entry.value, step);
  // Text in the file is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  const data = { input: entry.name, source: secret.label };
  context.report({ messageId: 'storedCredential', data, range: entry.range });
}

function checkConnection(step: Step, action: string, context: Context): void {
  if (step.job.pipeline.platform !== 'azure-pipelines') return;
  const row = KUBERNETES_CONNECTIONS.find((candidate) => candidate.action === action);
  const entry = row && firstInput(step, row.inputs);
  if (!row || !entry) return;
  const type = step.input('connectionType')?.value.raw.replaceAll(' ', '').toLowerCase() ?? '';
  if (type === '' ? !row.isDefault : type !== 'kubernetesserviceconnection') return;
  context.report({
    messageId: 'kubernetesConnection',
    data: { connection: entry.value.raw.trim(), azure: row.azure },
    range: entry.range,
    severity: 'information',
    // Clusters elsewhere than in Azure have no other way.
    confidence: 'medium',
  });
}

function firstInput(step: Step, names: readonly string[]): Entry | undefined {
  return names.map((name) => step.input(name)).find((entry) => entry && entry.value.raw.trim() !== '');
}
