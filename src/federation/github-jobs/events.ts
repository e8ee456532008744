/**
 * What `GITHUB_REF` is for an event (GitHub docs, "Events that trigger workflows"):
 * `filtered` the updated ref, after the event's filters · `any` any branch or tag that has the file · `tag` ·
 * `default` the default branch · `pull` a pull request, whose subject is `pull_request` · `review` documented as a pull
 * ref, observed as neither, so that both are possible · `merge-group` a temporary branch of the merge queue ·
 * `caller` what the calling workflow has.
 */
export type RefSource = 'filtered' | 'any' | 'tag' | 'default' | 'pull' | 'review' | 'merge-group' | 'caller';

const EVENTS: Readonly<Record<string, RefSource>> = {
  push: 'filtered',
  create: 'any',
  workflow_dispatch: 'any',
  deployment: 'any',
  deployment_status: 'any',
  registry_package: 'any',
  release: 'tag',
  pull_request: 'pull',
  pull_request_review: 'review',
  pull_request_review_comment: 'review',
  merge_group: 'merge-group',
  workflow_call: 'caller',
};

/** Every other event runs on the default branch. */
export function refSource(event: string): RefSource {
  return EVENTS[event] ?? 'default';
}

/** Events that people without write access can provoke, and whose tokens still look like those of the default branch. */
export const OUTSIDER_EVENTS: readonly string[] = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
];
