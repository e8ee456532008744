import type { Entry, Job, Step } from '../../model/pipeline/pipeline.ts';
import type { Variable } from '../../model/variable.ts';
import {
  CREDENTIAL_INPUT_NAME,
  type EnvironmentCredentialRow,
  environmentCredential,
} from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import type { ConnectionSecretContext } from './client-secret-messages.ts';
import { conversionFollowUp } from './connection.ts';

/** Tasks whose scripts run inside a session of the service connection. */
const WITH_SESSION = /^(?:azurecli|azurepowershell)$/;

/** Variables of Azure Pipelines, and `env` of steps, that hand a program the credential of an application. */
export function checkPipelineVariable({ entry, job, step }: Variable, context: ConnectionSecretContext): void {
  const row = context.document.kind === 'azure-pipelines' ? credentialOf(entry.name) : undefined;
  if (!row) return;
  const secret = workflowSecret(entry.value, step ?? job?.steps[0]);
  // A secret that is text in the file is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  context.report({
    messageId: 'environmentSecret',
    data: {
      name: entry.name,
      credential: row.credential,
      reader: row.reader,
      source: secret.label,
      advice: adviceFor(row, step),
    },
    range: entry.range,
    severity: row.credential === 'client certificate' ? 'information' : severityOfWorkflowSecret(secret.state),
    fixes: step ? fixesFor(entry, row, step, context) : [],
  });
}

/** Names that people give the secret of a service principal: `SERVICE_PRINCIPAL_CLIENT_SECRET`, `spnKey`. */
const SERVICE_PRINCIPAL_SECRET =
  /^(?:(?:AZ|AZURE|ARM)_?)?(?:SERVICE_?PRINCIPAL|SPN?)_?(?:CLIENT_?)?(?:SECRET|PASSWORD|PWD|KEY)$/i;

function credentialOf(name: string): EnvironmentCredentialRow | undefined {
  const row = environmentCredential(name);
  if (row || !SERVICE_PRINCIPAL_SECRET.test(name)) return row;
  return { name, reader: 'scripts of this job', credential: 'client secret', instead: undefined, usesSession: false };
}

/** Tasks no row knows, and templates, that are handed the credential of an application by name. */
export function checkTaskInputs(step: Step, context: ConnectionSecretContext): void {
  if (step.job.pipeline.platform === 'azure-pipelines' && step.uses) {
    reportHandedOn(step.uses.raw, step.with, step, context);
  }
}

export function checkTemplateCall(job: Job, context: ConnectionSecretContext): void {
  if (job.pipeline.platform === 'azure-pipelines' && job.call) {
    reportHandedOn(job.call.uses.raw, job.call.with, job.steps[0], context);
  }
}

function reportHandedOn(
  to: string,
  entries: readonly Entry[],
  step: Step | undefined,
  context: ConnectionSecretContext,
): void {
  for (const entry of entries) {
    if (!CREDENTIAL_INPUT_NAME.test(entry.name)) continue;
    const secret = workflowSecret(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'actionSecret',
      data: {
        action: to,
        credential: 'client secret',
        source: secret.label,
        advice: 'Hand over the name of a service connection that uses workload identity federation instead.',
      },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
  }
}

function adviceFor(row: EnvironmentCredentialRow, step: Step | undefined): string {
  if (row.instead && !(step && isReadByScript(row.name, step))) {
    return (
      'Set `ARM_USE_OIDC: true`, `ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID`, `SYSTEM_ACCESSTOKEN: $(System.AccessToken)` ' +
      'and `SYSTEM_OIDCREQUESTURI: $(System.OidcRequestUri)` in `env` of the step instead, ' +
      'with a service connection that uses workload identity federation; the ids stay.'
    );
  }
  if (step && hasSession(step))
    return `Remove ${row.name}: the task already opens a session of its service connection.`;
  return 'Run this in an AzureCLI task whose service connection uses workload identity federation, and use the session it opens.';
}

function fixesFor(
  entry: Entry,
  row: EnvironmentCredentialRow,
  step: Step,
  context: ConnectionSecretContext,
): readonly Fix[] {
  if (isReadByScript(entry.name, step)) return [];
  if (row.instead) return terraformFixes(entry, step, context);
  if (!row.usesSession || !hasSession(step)) return [];
  const edits = editsOf(context.document.uri, step.job.pipeline.editor.removeEntry(entry));
  if (!edits) return [];
  const title = `Remove ${entry.name} and use the session of the task`;
  return [{ title, safety: 'needs-review', edits, followUps: [conversionFollowUp(step), ...retirement(entry)] }];
}

/** What the azurerm and azuread providers read in Azure Pipelines (Terraform guide "service_principal_oidc", azurerm 5.2.0). */
const TERRAFORM_OIDC = [
  { name: 'ARM_USE_OIDC', value: 'true' },
  { name: 'ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID', value: '$(ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID)' },
  { name: 'SYSTEM_ACCESSTOKEN', value: '$(System.AccessToken)' },
  { name: 'SYSTEM_OIDCREQUESTURI', value: '$(System.OidcRequestUri)' },
];

function terraformFixes(entry: Entry, step: Step, context: ConnectionSecretContext): readonly Fix[] {
  const present = new Set(step.env.map(({ name }) => name.toUpperCase()));
  const missing = TERRAFORM_OIDC.filter(({ name }) => !present.has(name));
  const { editor } = step.job.pipeline;
  const change = missing.length > 0 ? editor.replaceEntries([entry], missing) : editor.removeEntry(entry);
  const edits = editsOf(context.document.uri, change);
  if (!edits) return [];
  return [
    {
      title: `Replace ${entry.name} by the token of a service connection`,
      safety: 'needs-review',
      edits,
      followUps: [
        'Set the variable ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID to the id of a service connection that uses workload identity federation and belongs to the same application. The id is no secret.',
        'Let one task of the job name that connection in `azureSubscription`, so that the job may use it.',
        ...retirement(entry),
      ],
    },
  ];
}

function retirement({ value }: Entry): readonly string[] {
  const names = value.expressions.flatMap(({ references, text }) =>
    references.some((reference) => reference.startsWith('variables.')) ? [text] : [],
  );
  const stored = names.length > 0 ? `delete the secret variable ${names.join(' and ')} and ` : '';
  return [`After the first run that succeeds, ${stored}remove the client secret from the application.`];
}

/** A script that reads the variable itself does something of its own with it. */
function isReadByScript(name: string, step: Step): boolean {
  return (step.run ?? step.input('inlineScript')?.value)?.raw.includes(name) ?? false;
}

function hasSession({ uses }: Step): boolean {
  return WITH_SESSION.test(uses?.action ?? '');
}
