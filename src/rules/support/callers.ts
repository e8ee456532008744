import type { Workspace } from '../../model/document.ts';
import { runsOnGithub } from '../../model/document-kind.ts';
import { modelOf } from '../../model/model.ts';
import type { Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';

/**
 * Whether the jobs of a workflow may be given `id-token: write` by editing this file alone: a called workflow that
 * asks for more than its caller has makes the run fail. Callers in other repositories are not known.
 */
export function mayAskForToken({ pipeline, effectivePermissions }: Job, workspace: Workspace): boolean {
  // Other platforms have no permissions to grant: there a login is another matter.
  if (pipeline.kind === 'composite-action' || pipeline.platform !== 'github') return false;
  if (!pipeline.isReusable || effectivePermissions.access('id-token') === 'write') return true;
  return callersOf(pipeline, workspace).every((job) => job.effectivePermissions.access('id-token') === 'write');
}

/** What the callers that are not known have to do. */
export function callerFollowUps({ isReusable }: Pipeline): readonly string[] {
  return isReusable
    ? ['Give `id-token: write` to every job that calls this workflow, and remove the secret from what it passes.']
    : [];
}

/** The jobs of this workspace that call a workflow. */
export function callersOf({ document }: Pipeline, workspace: Workspace): readonly Job[] {
  const name = document.path.slice(document.path.lastIndexOf('/') + 1);
  return workspace
    .ofKind('github-workflow')
    .filter((other) => runsOnGithub(other.path) && other.source.text.includes(name))
    .flatMap((other) => modelOf(other, workspace).pipeline?.jobs ?? [])
    .filter((job) => job.call?.target?.document.uri === document.uri);
}

/** The steps of this workspace, in workflows and other actions, that use a composite action. */
export function usersOf({ document }: Pipeline, workspace: Workspace): readonly Step[] {
  const folder = document.path.split('/').at(-2);
  if (folder === undefined) return [];
  return (['github-workflow', 'github-action'] as const)
    .flatMap((kind) => workspace.ofKind(kind))
    .filter((other) => other.source.text.includes(folder))
    .flatMap((other) => modelOf(other, workspace).pipeline?.jobs ?? [])
    .flatMap((job) => job.steps)
    .filter((step) => step.target?.document.uri === document.uri);
}

/** What people call a workflow or action: the name of its file or folder. */
export function nameOfCalled({ document, kind }: Pipeline): string {
  const parts = document.path.split('/');
  return (kind === 'composite-action' ? parts.at(-2) : undefined) ?? parts.at(-1) ?? document.path;
}
