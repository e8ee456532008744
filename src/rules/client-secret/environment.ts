import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import { type EnvironmentCredentialRow, environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { deletionFollowUps } from '../support/federation-follow-ups.ts';
import { type EnvironmentScope, isTurnedOn, useOidc } from '../support/use-oidc.ts';
import { severityOfWorkflowSecret, type WorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { hasLoginBefore } from './action-input.ts';
import type { ClientSecretContext } from './messages.ts';

export function checkPipelineEnvironment(pipeline: Pipeline, context: ClientSecretContext): void {
  checkScope({ pipeline, env: pipeline.env, jobs: pipeline.jobs, step: undefined }, context);
}

export function checkJobEnvironment(job: Job, context: ClientSecretContext): void {
  checkScope({ pipeline: job.pipeline, env: job.env, jobs: [job], step: undefined }, context);
}

export function checkStepEnvironment(step: Step, context: ClientSecretContext): void {
  checkScope({ pipeline: step.job.pipeline, env: step.env, jobs: [step.job], step }, context);
}

function checkScope(scope: EnvironmentScope, context: ClientSecretContext): void {
  for (const entry of scope.env) {
    const row = environmentCredential(entry.name);
    if (!row) continue;
    const secret = workflowSecret(entry.value, scope.step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    const wins = row.instead !== undefined && isTurnedOn(scope, row.instead.name);
    context.report({
      messageId: wins ? 'environmentSecretWins' : 'environmentSecret',
      data: {
        name: entry.name,
        credential: row.credential,
        reader: row.reader,
        source: secret.label,
        advice: adviceFor(row),
      },
      range: entry.range,
      severity: row.credential === 'client certificate' ? 'information' : severityOfWorkflowSecret(secret.state),
      fixes: fixesFor(scope, entry, row, secret, context),
    });
  }
}

function adviceFor(row: EnvironmentCredentialRow): string {
  if (row.instead) {
    return `Set \`${row.instead.name}: ${row.instead.value}\` instead and let the job have \`id-token: write\`; the ids stay.`;
  }
  if (row.usesSession) {
    return `Log in with azure/login and OIDC in the same job and remove ${row.name}: the SDK's default credential uses that session.`;
  }
  return 'Log in with azure/login and OIDC in the same job, and use that session in its place.';
}

function fixesFor(
  scope: EnvironmentScope,
  entry: Entry,
  row: EnvironmentCredentialRow,
  secret: WorkflowSecret,
  context: ClientSecretContext,
): readonly Fix[] {
  const { pipeline, step } = scope;
  if (pipeline.kind === 'composite-action') return [];
  if (row.instead) {
    const fix = useOidc(scope, entry, row.instead, secret.secretNames, context);
    return fix ? [fix] : [];
  }
  // Only for a step is it plain that a login comes before every reader.
  if (!row.usesSession || !step || !hasLoginBefore(step)) return [];
  const edits = editsOf(context.document.uri, pipeline.editor.removeEntry(entry));
  if (!edits) return [];
  const title = `Remove ${entry.name} and use the session of azure/login`;
  return [{ title, safety: 'needs-review', edits, followUps: deletionFollowUps(secret.secretNames) }];
}
