import { permissionNeeds, type ScopeGrant, scopesUsed } from '../../model/pipeline/permission-needs.ts';
import type { Access, Job, Permissions, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { tokenNeedOfJob } from '../support/token-need.ts';
import type { OidcPermissionContext } from './messages.ts';

const TOKEN: ScopeGrant = { name: 'id-token', access: 'write' };
const READ_CONTENTS: ScopeGrant = { name: 'contents', access: 'read' };

/** `write-all`, which gives the permission to ask for tokens along with everything else. */
export function checkWriteAll(pipeline: Pipeline, context: OidcPermissionContext): void {
  for (const job of pipeline.jobs) if (job.permissions) checkBlock(job.permissions, [job], pipeline, context);
  const inheriting = pipeline.jobs.filter((job) => !job.permissions);
  if (pipeline.permissions) checkBlock(pipeline.permissions, inheriting, pipeline, context);
}

function checkBlock(
  block: Permissions,
  jobs: readonly Job[],
  pipeline: Pipeline,
  context: OidcPermissionContext,
): void {
  if (block.others !== 'write' || jobs.length === 0) return;
  const isFederated = pipeline.jobs.some((job) => tokenNeedOfJob(job).need === 'yes');
  context.report({
    messageId: 'writeAll',
    data: { jobs: block === pipeline.permissions ? 'every job of this workflow' : `the job "${jobs[0]?.id}"` },
    range: block.range,
    // Without a login by OIDC there may be nothing that trusts this repository.
    severity: isFederated ? 'warning' : 'information',
    fixes: fixesFor(block, jobs, pipeline),
  });
}

function fixesFor(block: Permissions, jobs: readonly Job[], pipeline: Pipeline): readonly Fix[] {
  const { editor, document } = pipeline;
  const asking = jobs.filter((job) => tokenNeedOfJob(job).need !== 'no');
  const rest = jobs.filter((job) => !asking.includes(job));
  const isWorkflows = block === pipeline.permissions;
  const edits = editsOf(
    document.uri,
    isWorkflows
      ? allEdits(
          editor.restrict(block, merge([READ_CONTENTS, ...rest.flatMap(scopesUsed)])),
          ...asking.map((job) => editor.grant(job, merge([TOKEN, READ_CONTENTS, ...scopesUsed(job)]))),
        )
      : editor.restrict(
          block,
          merge([...(asking.length > 0 ? [TOKEN] : []), READ_CONTENTS, ...jobs.flatMap(scopesUsed)]),
        ),
  );
  if (!edits) return [];
  const uncertain = jobs.filter((job) => permissionNeeds(job).uncertain.length > 0);
  const followUps = uncertain.map(
    (job) =>
      `Check what the actions of the job "${job.id}" do with GITHUB_TOKEN: a scope that is not named is none now.`,
  );
  return [{ title: 'Name the scopes in place of write-all', safety: 'needs-review', edits, followUps }];
}

/** Each scope once, with the most access asked for, in the order of first mention. */
function merge(scopes: readonly ScopeGrant[]): readonly ScopeGrant[] {
  const byName = new Map<string, Access>();
  for (const { name, access } of scopes) {
    if (access === 'write' || !byName.has(name)) byName.set(name, access);
  }
  return [...byName].map(([name, access]) => ({ name, access }));
}
