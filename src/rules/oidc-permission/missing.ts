import type { Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Fix, RelatedLocation } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { grantToken, scopeFollowUps } from '../support/grant-token.ts';
import { tokenNeedOfJob } from '../support/token-need.ts';
import type { OidcPermissionContext, OidcPermissionMessage } from './messages.ts';

/** A job that needs a token and may not ask for one. */
export function checkMissing(job: Job, context: OidcPermissionContext): void {
  const { effectivePermissions, pipeline } = job;
  if (effectivePermissions.access('id-token') === 'write') return;
  // A workflow that is only called, and says nothing, has what its callers have: they are judged instead.
  if (effectivePermissions.from === 'default' && isOnlyCalled(pipeline)) return;
  const need = tokenNeedOfJob(job);
  if (need.need !== 'yes') return;
  const fix = grant(job, context);
  context.report({
    messageId: messageFor(job),
    data: { job: job.id, by: need.by, workflow: job.call?.uses.raw ?? '' },
    range: need.range,
    severity: 'error',
    related: decidedAt(job),
    fixes: fix ? [fix] : [],
  });
}

function messageFor({ call, effectivePermissions: { from } }: Job): OidcPermissionMessage {
  if (call) return 'missingInCaller';
  if (from === 'job') return 'lostInJob';
  return from === 'workflow' ? 'missingInWorkflow' : 'missing';
}

function isOnlyCalled(pipeline: Pipeline): boolean {
  return pipeline.triggers.length > 0 && pipeline.triggers.every(({ event }) => event === 'workflow_call');
}

function decidedAt({ pipeline, effectivePermissions: { block } }: Job): readonly RelatedLocation[] {
  return block ? [{ uri: pipeline.document.uri, range: block.keyRange, message: 'These permissions decide.' }] : [];
}

function grant(job: Job, context: OidcPermissionContext): Fix | undefined {
  const edits = editsOf(context.document.uri, grantToken(job));
  if (!edits) return undefined;
  const title = `Grant id-token: write to the job ${job.id}`;
  return { title, safety: 'needs-review', edits, followUps: scopeFollowUps(job) };
}
