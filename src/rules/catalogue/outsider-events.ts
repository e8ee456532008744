/**
 * Events that people without write access to a repository can provoke, and whose runs still have its secrets and the
 * token of the default branch. Facts: GitHub Docs, "Events that trigger workflows" and "Permissions for the
 * GITHUB_TOKEN" (`pull_request_target` gets a token with write access from forks too).
 */
export interface OutsiderEventRow {
  readonly event: string;
  /** Who starts it, for messages. */
  readonly who: string;
  /**
   * Whether the run is about code of the outsider, so that checking that out is the usual mistake. Of the others only
   * texts come in: titles, comments.
   */
  readonly carriesCode: boolean;
}

export const OUTSIDER_EVENTS: readonly OutsiderEventRow[] = [
  { event: 'pull_request_target', who: 'anybody who opens a pull request', carriesCode: true },
  { event: 'workflow_run', who: 'anybody whose pull request starts the other workflow', carriesCode: true },
  { event: 'issue_comment', who: 'anybody who comments', carriesCode: true },
  { event: 'issues', who: 'anybody who opens an issue', carriesCode: false },
  { event: 'discussion', who: 'anybody who starts a discussion', carriesCode: false },
  { event: 'discussion_comment', who: 'anybody who comments', carriesCode: false },
];

/** References that name code of whoever provoked the run, in lower case. */
export const OUTSIDER_REFERENCE =
  /^github\.(?:head_ref|event\.pull_request\.(?:head(?:\.|$)|merge_commit_sha|number)|event\.workflow_run\.(?:head_(?:sha|branch|commit|repository)|pull_requests)|event\.(?:issue\.)?number|event\.issue\.pull_request)/;

/** What steps that look up the pull request of a comment call its head. */
export const LOOKED_UP_HEAD = /^steps\.[\w-]+\.outputs\.[\w-]*(?:head|ref|sha|branch|commit)[\w-]*$/;

/** `refs/pull/12/merge`, also put together from parts. */
export const PULL_REF = /\brefs\/(?:remotes\/)?pull\//;

/** Commands that fetch the code of a pull request. */
export const OUTSIDER_CHECKOUT_COMMAND =
  /\bgh\s+pr\s+checkout\b|\bhub\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull|checkout)\b[^\n]*(?:\bpull\/|github\.head_ref|github\.event\.pull_request\.head)/;

/** Conditions that let in only people or code of the repository itself. */
export const INSIDER_CONDITION =
  /author_association|\.head\.repo\.(?:full_name|fork|owner|id)\b|head_repository\.(?:full_name|owner|fork|id)\b|github\.(?:triggering_)?actor\s*(?:==|\))|contains\s*\([^)]*(?:github\.actor|user\.login)|\.user\.login\s*==|event\.workflow_run\.event\s*==\s*'(?:push|schedule|workflow_dispatch|release)'|steps\.[\w-]+\.outputs\.[\w-]*(?:permission|member|author|allowed|approved)|needs\.[\w-]+\.outputs\.[\w-]*(?:permission|member|author|allowed|approved|trusted)/i;
