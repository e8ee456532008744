import { scopesUsed } from '../../model/pipeline/permission-needs.ts';
import type { Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Fix, RelatedLocation } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { dropsDefaultScopes, grantToken, type Scope } from '../support/grant-token.ts';
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
  const edits = editsOf(context.document.uri, grantToken(job, job.call?.target ? scopesOfCalled(job.call.target) : []));
  if (!edits) return undefined;
  const followUps = dropsDefaultScopes(job)
    ? [
        `Check what else the job "${job.id}" does with GITHUB_TOKEN: a scope that its permissions do not name is none now.`,
      ]
    : [];
  return { title: `Grant id-token: write to the job ${job.id}`, safety: 'needs-review', edits, followUps };
}

const MAX_CALLS = 10;

/** What the jobs of a called workflow ask for: a run fails where they ask for more than the caller has. */
function scopesOfCalled(pipeline: Pipeline, depth = 0): readonly Scope[] {
  if (depth > MAX_CALLS) return [];
  return pipeline.jobs.flatMap((job) => {
    const { block } = job.effectivePermissions;
    const own = block?.scopes.filter(({ access }) => access !== 'none') ?? scopesUsed(job);
    const nested = job.call?.target ? scopesOfCalled(job.call.target, depth + 1) : [];
    return [...own.map(({ name, access }) => ({ name, access })), ...nested];
  });
}
