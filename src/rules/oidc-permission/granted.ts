import type { Job, Permissions, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { tokenNeedOfJob } from '../support/token-need.ts';
import { listOf } from '../support/words.ts';
import type { OidcPermissionContext } from './messages.ts';

/** `id-token: write` where no token is asked for. Says so only of jobs in which nothing is out of sight. */
export function checkGranted(pipeline: Pipeline, context: OidcPermissionContext): void {
  for (const job of pipeline.jobs) checkJobGrant(job, context);
  checkWorkflowGrant(pipeline, context);
}

function checkJobGrant(job: Job, context: OidcPermissionContext): void {
  const scope = job.permissions && tokenScope(job.permissions);
  if (!scope || !job.permissions || tokenNeedOfJob(job).need !== 'no') return;
  const fix = withdrawal(job.pipeline, job.permissions, [], 'Remove id-token: write');
  context.report({
    messageId: 'unneededInJob',
    data: { job: job.id },
    range: scope.range,
    confidence: 'medium',
    fixes: fix,
  });
}

function checkWorkflowGrant(pipeline: Pipeline, context: OidcPermissionContext): void {
  const { permissions } = pipeline;
  const scope = permissions && tokenScope(permissions);
  if (!scope || !permissions) return;
  const inheriting = pipeline.jobs.filter((job) => !job.permissions);
  const idle = inheriting.filter((job) => tokenNeedOfJob(job).need === 'no');
  const others = inheriting.filter((job) => !idle.includes(job));
  if (idle.length === 0) return;
  if (others.length === 0) {
    const fixes = withdrawal(pipeline, permissions, [], 'Remove id-token: write from the workflow');
    context.report({ messageId: 'unneededAtAll', range: scope.range, confidence: 'medium', fixes });
    return;
  }
  const names = others.map((job) => job.id);
  context.report({
    messageId: 'unneededInWorkflow',
    data: { jobs: quoted(idle), verb: idle.length === 1 ? 'asks for' : 'ask for', needing: quoted(others) },
    range: scope.range,
    confidence: 'medium',
    related: idle.map((job) => ({
      uri: pipeline.document.uri,
      range: job.idRange,
      message: 'This job never asks for a token.',
    })),
    fixes: withdrawal(pipeline, permissions, others, `Grant id-token: write only to ${listOf(names)}`),
  });
}

function quoted(jobs: readonly Job[]): string {
  return `the ${jobs.length === 1 ? 'job' : 'jobs'} ${listOf(jobs.map((job) => `"${job.id}"`))}`;
}

/** The scope in a block that names it: `write-all` is another matter. */
function tokenScope({ scopes, others }: Permissions): Permissions['scopes'][number] | undefined {
  return others === 'none' ? scopes.find(({ name, access }) => name === 'id-token' && access === 'write') : undefined;
}

/** Takes the scope out of a block; jobs that keep it get what they had in a block of their own. */
function withdrawal(pipeline: Pipeline, block: Permissions, keep: readonly Job[], title: string): readonly Fix[] {
  const had = block.scopes.filter(({ access }) => access !== 'none').map(({ name, access }) => ({ name, access }));
  const edits = editsOf(
    pipeline.document.uri,
    allEdits(...keep.map((job) => pipeline.editor.grant(job, had)), pipeline.editor.revoke(block, 'id-token')),
  );
  return edits ? [{ title, safety: 'needs-review', edits, followUps: [] }] : [];
}
