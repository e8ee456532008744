import { permissionNeeds, type ScopeGrant, scopesUsed } from '../../model/pipeline/permission-needs.ts';
import type { Access, Job, Permissions } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';

const TOKEN: ScopeGrant = { name: 'id-token', access: 'write' };
const READ_CONTENTS: ScopeGrant = { name: 'contents', access: 'read' };

/** The edits that let a job ask for an OIDC token; none where it may already, `undefined` where they are not possible. */
export function grantToken(job: Job): readonly TextEdit[] | undefined {
  if (job.effectivePermissions.access('id-token') === 'write') return [];
  return job.pipeline.editor.grant(job, scopesForToken(job));
}

/**
 * What a job must be given so that it can ask for an OIDC token and keep all it had: a job's block replaces the
 * workflow's and every default, so what those gave is written down with it.
 */
function scopesForToken(job: Job): readonly ScopeGrant[] {
  const { block, from } = job.effectivePermissions;
  const used = scopesUsed(job);
  if (!block) return merge([TOKEN, READ_CONTENTS, ...used]);
  if (block.others !== 'none') {
    // `read-all` and `write-all` cannot be extended: what is in use is named instead, with no more access than before.
    const most = (access: Access): Access => (block.others === 'write' ? access : 'read');
    return merge([TOKEN, READ_CONTENTS, ...used.map(({ name, access }) => ({ name, access: most(access) }))]);
  }
  // What a block leaves out the job does without, but for what the edit is about: the checkout of private
  // repositories, and what a called workflow asks for.
  const needed = job.call ? used : used.filter(({ name }) => name === 'contents').map(() => READ_CONTENTS);
  return merge([TOKEN, ...(from === 'workflow' ? given(block) : []), ...needed]);
}

/** What a person has to look at where a new block replaces scopes that had no names: steps whose needs are out of sight. */
export function scopeFollowUps(job: Job): readonly string[] {
  const { block } = job.effectivePermissions;
  const isReplaced = !block || block.others === 'read';
  if (!isReplaced || permissionNeeds(job).uncertain.length === 0) return [];
  return [
    `Check what the actions of the job "${job.id}" do with GITHUB_TOKEN: a scope that its permissions do not name is none now.`,
  ];
}

function given(block: Permissions): readonly ScopeGrant[] {
  return block.scopes.filter(({ access }) => access !== 'none').map(({ name, access }) => ({ name, access }));
}

/** Each scope once, with the most access asked for, in the order of first mention. */
function merge(scopes: readonly ScopeGrant[]): readonly ScopeGrant[] {
  const byName = new Map<string, Access>();
  for (const { name, access } of scopes) {
    if (access === 'write' || !byName.has(name)) byName.set(name, access);
  }
  return [...byName].map(([name, access]) => ({ name, access }));
}
