import type { Job } from '../../model/pipeline/pipeline.ts';

/** A job with the jobs that call its workflow, the outermost first. */
export interface JobChain {
  readonly job: Job;
  readonly callers: readonly Job[];
}

/**
 * Whether a job can ask for a token: `id-token: write` in effect (GitHub docs, "Permissions for the GITHUB_TOKEN";
 * the default never includes it). A called workflow that is silent has what its caller has; a caller that says
 * something must grant it too, one that is silent passes on what a workflow of the same owner asks for.
 */
export function canAskForToken({ job, callers }: JobChain): boolean {
  const statements = [...callers, job].map(stated);
  return statements.includes('write') && !statements.includes('none');
}

function stated(job: Job): 'write' | 'none' | undefined {
  const { from } = job.effectivePermissions;
  if (from === 'default') return undefined;
  return job.effectivePermissions.access('id-token') === 'write' ? 'write' : 'none';
}
