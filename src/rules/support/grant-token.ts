import { scopesUsed } from '../../model/pipeline/permission-needs.ts';
import type { Access, Job, Permissions } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';

export interface Scope {
  readonly name: string;
  readonly access: Access;
}

/**
 * What a job must be given so that it can ask for an OIDC token and keep all it had. A job's block replaces the
 * workflow's and every default, so what those gave is written down with it.
 * @param also scopes that must be there as well: what a called workflow asks for
 */
export function scopesForToken(job: Job, also: readonly Scope[] = []): readonly Scope[] {
  const { block, from } = job.effectivePermissions;
  const token: Scope = { name: 'id-token', access: 'write' };
  const used = [...scopesUsed(job), ...also];
  if (from === 'job' && block && block.others === 'none') {
    // What the job does without today it need not get, but for the checkout: private repositories need it.
    return merge([token, ...used.filter(({ name }) => name === 'contents'), ...also]);
  }
  if (block && block.others === 'none') return merge([token, ...given(block), ...contents(block, used), ...also]);
  if (block) {
    // `read-all` cannot be extended: the scopes in use are named instead, and none may write more than before.
    const readable = used.map((scope) =>
      block.others === 'write' ? scope : { name: scope.name, access: 'read' as const },
    );
    return merge([token, { name: 'contents', access: 'read' }, ...readable, ...given(block)]);
  }
  return merge([token, { name: 'contents', access: 'read' }, ...used]);
}

/** The edits that let a job ask for an OIDC token; none where it may already, `undefined` where they are not possible. */
export function grantToken(job: Job, also: readonly Scope[] = []): readonly TextEdit[] | undefined {
  if (job.effectivePermissions.access('id-token') === 'write') return [];
  return job.pipeline.editor.grant(job, scopesForToken(job, also));
}

/** Whether giving the token replaces the default scopes of the job: a person has to look what it used. */
export function dropsDefaultScopes(job: Job): boolean {
  return job.effectivePermissions.from === 'default';
}

function given(block: Permissions): readonly Scope[] {
  return block.scopes.filter(({ access }) => access !== 'none').map(({ name, access }) => ({ name, access }));
}

function contents(block: Permissions, used: readonly Scope[]): readonly Scope[] {
  if (block.scopes.some(({ name }) => name === 'contents')) return [];
  return used.filter(({ name }) => name === 'contents').map(() => ({ name: 'contents', access: 'read' as const }));
}

/** Each scope once, with the most access asked for, in the order of first mention. */
function merge(scopes: readonly Scope[]): readonly Scope[] {
  const byName = new Map<string, Access>();
  for (const { name, access } of scopes) {
    if (access === 'write' || !byName.has(name) || byName.get(name) === 'none') byName.set(name, access);
  }
  return [...byName].map(([name, access]) => ({ name, access }));
}
