import type { DocumentKind } from '../../model/document.ts';
import type { Entry, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import type { Variable } from '../../model/variable.ts';
import { type StorageVariableRow, storageVariable } from '../catalogue/storage-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import { severityOfWorkflowSecret, type WorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { type StorageKeyContext, WHY, withArticle } from './messages.ts';

/** `AccountKey=` with something that is put in behind it. Beside an `AccountEndpoint` it is one of Cosmos DB. */
const KEY_IN_TEXT = /\bAccountKey\s*=\s*(?:\$|%|#\{|\{\{)/i;

/** The variables at the top of a pipeline. */
export function checkPipelineVariables(pipeline: Pipeline, context: StorageKeyContext): void {
  const { document } = pipeline;
  for (const entry of pipeline.env) report({ document, entry, job: undefined, step: undefined }, pipeline, context);
}

/** All other variables: of jobs, steps and files that are no pipeline. */
export function checkVariable(variable: Variable, context: StorageKeyContext): void {
  const pipeline = variable.job?.pipeline;
  if (pipeline || !PIPELINE_KINDS.has(variable.document.kind)) report(variable, pipeline, context);
}

const PIPELINE_KINDS: ReadonlySet<DocumentKind> = new Set([
  'github-workflow',
  'github-action',
  'azure-pipelines',
  'gitlab-ci',
]);

function report(variable: Variable, pipeline: Pipeline | undefined, context: StorageKeyContext): void {
  const { entry, step } = variable;
  const row = storageVariable(entry.name);
  const holdsKey = KEY_IN_TEXT.test(entry.value.raw) && !/\bAccountEndpoint\s*=/i.test(entry.value.raw);
  if (!row && !holdsKey) return;
  const secret = workflowSecret(entry.value, step);
  // Text is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  if (!row) {
    context.report({
      messageId: 'variableText',
      data: { name: entry.name, source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
    return;
  }
  context.report({
    messageId: 'variable',
    data: {
      name: entry.name,
      credential: withArticle(row.credential),
      reader: row.reader,
      source: secret.label,
      why: WHY[row.credential],
      advice: adviceFor(row),
    },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
    fixes: fixesFor(variable, pipeline, row, secret),
  });
}

export function adviceFor({ instead, reader }: StorageVariableRow): string {
  if (instead?.name === 'ARM_USE_AZUREAD') {
    return 'Set `ARM_USE_AZUREAD: true` instead: the backend then signs in like the provider does.';
  }
  if (instead)
    return `Set \`${instead.name}: ${instead.value}\` instead and let the identity that runs this use the data.`;
  return reader === 'Azure Functions'
    ? 'Set `AzureWebJobsStorage__accountName` instead and give the identity of the app Storage Blob Data Owner.'
    : 'Let the program sign in with DefaultAzureCredential: it needs only the name of the account.';
}

function fixesFor(
  variable: Variable,
  pipeline: Pipeline | undefined,
  row: StorageVariableRow,
  secret: WorkflowSecret,
): readonly Fix[] {
  const { entry, job, step } = variable;
  const { instead } = row;
  if (!pipeline || !instead) return [];
  const isTerraform = instead.name === 'ARM_USE_AZUREAD';
  if (!isTerraform && !isForCli(variable, row)) return [];
  const siblings = step?.env ?? job?.env ?? pipeline.env;
  const present = siblings.find(({ name }) => name.toUpperCase() === instead.name);
  const { editor, document } = pipeline;
  const edits = editsOf(document.uri, present ? editor.removeEntry(entry) : editor.replaceEntries([entry], [instead]));
  if (!edits) return [];
  return [
    {
      title: present ? `Remove ${entry.name}: ${instead.name} is set` : `Replace ${entry.name} by ${instead.name}`,
      safety: 'needs-review',
      edits,
      followUps: [
        ...(isTerraform ? terraformFollowUps() : sessionFollowUps(step ?? firstReader(variable))),
        'Give the identity that signs in the role Storage Blob Data Contributor on the container, or the one for queues, tables or files.',
        retirementFollowUp(secret.secretNames, 'rotate the keys of the storage account'),
      ],
    },
  ];
}

function terraformFollowUps(): readonly string[] {
  return [
    'Let the job sign in without a secret: `ARM_USE_OIDC: true` with `id-token: write`, or a session of azure/login.',
    'Run `terraform init -reconfigure` once: the configuration of the backend has changed.',
  ];
}

/** Only `az storage` reads it, as far as the job shows, and the account is named elsewhere. */
function isForCli({ entry, job, step }: Variable, { credential }: StorageVariableRow): boolean {
  const readers = step ? [step] : (job?.steps ?? []);
  const scripts = readers.flatMap(scriptOf).filter((text) => /\baz\s+storage\s/.test(text));
  if (scripts.length === 0) return false;
  const isNamedElsewhere = scripts.some((text) => text.includes(entry.name));
  if (isNamedElsewhere) return false;
  if (credential !== 'connection string') return true;
  return scripts.every((text) => text.includes('--account-name')) || isGiven(readers, 'AZURE_STORAGE_ACCOUNT');
}

function isGiven(steps: readonly Step[], name: string): boolean {
  return steps.every((step) => step.variable(name) !== undefined);
}

function firstReader({ job }: Variable): Step | undefined {
  return job?.steps.find((step) => scriptOf(step).some((text) => /\baz\s+storage\s/.test(text)));
}

function scriptOf(step: Step): readonly string[] {
  const body: Entry['value'] | undefined = step.run ?? step.input('inlineScript')?.value;
  return body ? [body.raw] : [];
}
