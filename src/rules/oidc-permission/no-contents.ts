import type { Job, Permissions, Pipeline } from '../../model/pipeline/pipeline.ts';
import { editsOf } from '../support/edits.ts';
import { tokenNeedOfJob } from '../support/token-need.ts';
import type { OidcPermissionContext } from './messages.ts';

/** A block that names `id-token` and so takes `contents` away from a checkout. Public repositories do not notice. */
export function checkContents(pipeline: Pipeline, context: OidcPermissionContext): void {
  const reported = new Set<Permissions>();
  for (const job of pipeline.jobs) {
    const { block, from } = job.effectivePermissions;
    if (!block || reported.has(block) || !lacksContents(block) || !checksOut(job)) continue;
    // A job that asks for no token loses the scope instead.
    if (tokenNeedOfJob(job).need === 'no') continue;
    reported.add(block);
    const owner = from === 'job' ? job : undefined;
    const edits = editsOf(pipeline.document.uri, pipeline.editor.grant(owner, [{ name: 'contents', access: 'read' }]));
    context.report({
      messageId: 'noContents',
      data: { job: job.id },
      range: block.keyRange,
      severity: 'hint',
      fixes: edits ? [{ title: 'Grant contents: read', safety: 'safe', edits, followUps: [] }] : [],
    });
  }
}

function lacksContents({ others, scopes }: Permissions): boolean {
  const isTokens = scopes.some(({ name, access }) => name === 'id-token' && access === 'write');
  return others === 'none' && isTokens && !scopes.some(({ name }) => name === 'contents');
}

/** The repository itself, with the token of the job. */
function checksOut(job: Job): boolean {
  return job.steps.some(
    (step) =>
      step.uses?.action === 'actions/checkout' &&
      !step.input('repository') &&
      !step.input('token') &&
      !step.input('ssh-key'),
  );
}
