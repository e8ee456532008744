import type { Entry, Step } from '../model/pipeline/pipeline.ts';
import { conversionFollowUp } from './azure-pipelines/connection.ts';
import { connectionsOf, type TaskRow, taskMajor, taskOf } from './catalogue/azure-pipelines-tasks.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

const WHY =
  'So the service connection has to keep a secret, which works for whoever holds it until somebody rotates it.';

const MESSAGES = {
  version: `{task} cannot use a service connection with workload identity federation; {federated} can. ${WHY} Move to {federated} and convert the connection.`,
  never: `{task} cannot use a service connection with workload identity federation in any version. ${WHY} Deploy in an AzureCLI or AzurePowerShell task instead, and convert the connection.`,
  classicConnection:
    'The input {input} names a classic Azure connection, which signs in with a management certificate or with the password of a user. Name an Azure Resource Manager connection with workload identity federation in `azureSubscription` instead.',
  userPassword:
    'This task signs in with the name and password of a user (PowerPlatformEnvironment), which fail where multifactor authentication is enforced and work for whoever holds them where it is not. Use `PowerPlatformSPN` with a service connection that uses workload identity federation.',
  unknownConnection:
    'Whether the service connection "{connection}" has a secret is not to be seen in this file. Look at it in Project settings > Service connections, and convert it to workload identity federation if it has one: this file stays as it is.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** Azure Pipelines tasks that make their service connection keep a secret: catalogue/azure-pipelines-tasks.ts. */
export const unfederatedTask = defineRule({
  id: 'unfederated-task',
  title: 'Task that cannot use workload identity federation',
  severity: 'warning',
  tags: ['CWE-522', 'CICD-SEC-6'],
  messages: MESSAGES,
  options: {
    'list-connections': {
      type: 'boolean',
      description:
        'Whether to report every Azure service connection of a file once, as a hint: none of them shows whether it has a secret.',
      default: false,
    },
  },
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'azure-pipelines' || !context.option<boolean>('list-connections')) return;
      listConnections(
        pipeline.jobs.flatMap((job) => job.steps.flatMap((step) => connectionsOf(step))),
        context,
      );
    },
    step(step, context) {
      const row = taskOf(step);
      if (row) checkTask(step, row, context);
      else checkPowerPlatform(step, context);
    },
  },
});

function checkTask(step: Step, row: TaskRow, context: Context): void {
  const { uses } = step;
  const classic = row.classic.map((name) => step.input(name)).find((entry) => entry !== undefined);
  if (classic) {
    const data = { input: classic.name };
    context.report({ messageId: 'classicConnection', data, range: classic.range });
    return;
  }
  const major = taskMajor(step);
  if (!uses || major === undefined || (row.federatedFrom !== undefined && major >= row.federatedFrom)) return;
  const federated = row.successor ?? (row.federatedFrom === undefined ? undefined : `${row.task}@${row.federatedFrom}`);
  context.report({
    messageId: federated === undefined ? 'never' : 'version',
    data: { task: `${row.task}@${major}`, ...(federated === undefined ? {} : { federated }) },
    range: uses.range,
    fixes: federated === undefined ? [] : fixesFor(step, row, federated, context),
  });
}

function fixesFor(step: Step, row: TaskRow, federated: string, context: Context): readonly Fix[] {
  const { uses, job } = step;
  if (!uses) return [];
  // A publisher in front of the name stays.
  const prefix = uses.raw.slice(0, uses.raw.lastIndexOf('.', uses.raw.lastIndexOf('@')) + 1);
  const edits = editsOf(context.document.uri, job.pipeline.editor.replaceUses(uses, `${prefix}${federated}`));
  if (!edits) return [];
  const check = row.note ?? `Check the inputs of this step against the reference of ${federated}.`;
  return [{ title: `Use ${federated}`, safety: 'needs-review', edits, followUps: [check, conversionFollowUp(step)] }];
}

function checkPowerPlatform(step: Step, context: Context): void {
  if (step.job.pipeline.platform !== 'azure-pipelines' || !step.uses?.action.startsWith('powerplatform')) return;
  const type = step.input('authenticationType');
  if (type?.value.raw.trim().toLowerCase() !== 'powerplatformenvironment') return;
  context.report({ messageId: 'userPassword', range: type.range, confidence: 'medium' });
}

function listConnections(entries: readonly Entry[], context: Context): void {
  const seen = new Set<string>();
  for (const { value } of entries) {
    const connection = value.raw.trim();
    if (connection === '' || seen.has(connection.toLowerCase())) continue;
    seen.add(connection.toLowerCase());
    context.report({ messageId: 'unknownConnection', data: { connection }, range: value.range, severity: 'hint' });
  }
}
