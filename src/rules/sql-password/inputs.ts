import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { SQL_INPUTS, type SqlInputRow } from '../catalogue/sql-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { givenInput, InputTable } from '../support/input-table.ts';
import { retirementFollowUp } from '../support/session-follow-ups.ts';
import { severityOfWorkflowSecret, type WorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { CREATE_USER, RETIRE } from './command-fixes.ts';
import { type SqlPasswordContext, TOKEN_ADVICE } from './messages.ts';
import { checkText } from './texts.ts';

const inputs = new InputTable(SQL_INPUTS);

/** Inputs that are scripts, or files: those are looked at as such. */
const SCRIPTS = /^(?:inlinescript|inline|script|run)$/i;

export function checkInputs(step: Step, context: SqlPasswordContext): void {
  if (!step.uses) return;
  const reported = step.with.filter((entry) => !SCRIPTS.test(entry.name) && checkText(entry, step, context));
  for (const { row, entry } of inputs.matches(step)) {
    if (reported.includes(entry)) continue;
    const secret = workflowSecret(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    if (row.way === 'connection-string') checkWhole(step, entry, secret, context);
    else checkPassword(step, row, entry, secret, context);
  }
}

/** The whole string is a secret: what is in it is not to be seen. A part that is one is no password. */
function checkWhole(step: Step, entry: Entry, secret: WorkflowSecret, context: SqlPasswordContext): void {
  if (!/^(?:\$\{\{[^}]*\}\}|\$\([^)]*\))$/.test(entry.value.raw.trim())) return;
  context.report({
    messageId: 'connectionSecret',
    data: { action: step.uses?.raw ?? '', source: secret.label },
    range: entry.range,
    severity: 'information',
    confidence: 'low',
  });
}

function checkPassword(
  step: Step,
  row: SqlInputRow,
  entry: Entry,
  secret: WorkflowSecret,
  context: SqlPasswordContext,
): void {
  const type = step.input('AuthenticationType')?.value.raw.trim().toLowerCase() ?? 'server';
  if (row.way === 'dacpac-task' && !/^(?:server|aadauthenticationpassword)$/.test(type)) return;
  context.report({
    messageId: 'input',
    data: {
      action: step.uses?.raw ?? '',
      source: secret.label,
      advice:
        row.way === 'dacpac-task'
          ? 'Set `AuthenticationType: servicePrincipal`: the task then signs in as its service connection, best one with workload identity federation.'
          : `It knows nothing but passwords: run the program in a script. ${TOKEN_ADVICE}`,
    },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
    fixes: row.way === 'dacpac-task' ? servicePrincipal(step, row, entry, secret) : [],
  });
}

function servicePrincipal(step: Step, row: SqlInputRow, entry: Entry, secret: WorkflowSecret): readonly Fix[] {
  const { document, editor } = step.job.pipeline;
  const old = [step.input('AuthenticationType'), givenInput(step, row.user ?? []), entry].filter(
    (input) => input !== undefined,
  );
  const edits = editsOf(
    document.uri,
    editor.replaceEntries(old, [{ name: 'AuthenticationType', value: 'servicePrincipal' }]),
  );
  if (!edits) return [];
  return [
    {
      title: 'Sign in as the service connection instead of with a password',
      safety: 'needs-review',
      edits,
      followUps: [
        CREATE_USER,
        'Convert the service connection to workload identity federation where it still has a secret.',
        retirementFollowUp(secret.secretNames, RETIRE),
      ],
    },
  ];
}
