import type { Access } from './pipeline.ts';

export interface ScopeGrant {
  readonly name: string;
  readonly access: Access;
}

/** What an action does with the job's token. */
export interface ActionHint {
  /** In lower case; a `/*` at the end means every action of that owner or repository. */
  readonly actions: readonly string[];
  /** Only where this input is given. */
  readonly input?: string;
  readonly scopes: readonly ScopeGrant[];
}

/** What a command line, or a call in a script of actions/github-script, does with the job's token. */
export interface TextHint {
  readonly pattern: RegExp;
  readonly scopes: readonly ScopeGrant[];
}

function read(...names: readonly string[]): readonly ScopeGrant[] {
  return names.map((name) => ({ name, access: 'read' }));
}

function write(...names: readonly string[]): readonly ScopeGrant[] {
  return names.map((name) => ({ name, access: 'write' }));
}

/*
 * Sources: Keyless research of November 2026 over 317 public repositories, table `permissionHints` of the workflow
 * catalogue; the `permissions` sections of the actions' own README files; github/docs "Automatic token authentication".
 */

export const ACTION_HINTS: readonly ActionHint[] = [
  { actions: ['actions/checkout'], scopes: read('contents') },
  {
    actions: [
      'softprops/action-gh-release',
      'ncipollo/release-action',
      'actions/create-release',
      'actions/upload-release-asset',
    ],
    scopes: write('contents'),
  },
  { actions: ['peter-evans/create-pull-request'], scopes: write('contents', 'pull-requests') },
  { actions: ['actions/stale'], scopes: write('issues', 'pull-requests') },
  { actions: ['peter-evans/create-or-update-comment'], scopes: write('pull-requests', 'issues') },
  { actions: ['marocchino/sticky-pull-request-comment'], scopes: write('pull-requests') },
  { actions: ['actions/labeler'], scopes: [...read('contents'), ...write('pull-requests')] },
  { actions: ['github/codeql-action/*'], scopes: [...write('security-events'), ...read('actions', 'contents')] },
  {
    actions: ['dorny/test-reporter', 'enricomi/publish-unit-test-result-action/*', 'mikepenz/action-junit-report'],
    scopes: write('checks', 'pull-requests'),
  },
  { actions: ['actions/deploy-pages'], scopes: write('pages', 'id-token') },
  { actions: ['actions/configure-pages'], scopes: read('pages') },
  {
    actions: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    scopes: [...write('attestations', 'id-token'), ...read('contents')],
  },
  { actions: ['actions/dependency-review-action'], scopes: read('contents') },
  { actions: ['azure/k8s-deploy'], scopes: read('actions') },
  { actions: ['azure/static-web-apps-deploy'], input: 'repo_token', scopes: write('pull-requests') },
  { actions: ['dawidd6/action-download-artifact'], scopes: read('actions') },
  { actions: ['actions/download-artifact'], input: 'run-id', scopes: read('actions') },
  {
    actions: ['chrnorm/deployment-action', 'chrnorm/deployment-status', 'bobheadxi/deployments'],
    scopes: write('deployments'),
  },
];

/** Actions that use no scope beyond those of `ACTION_HINTS`, whatever token they are handed by default. */
export const SCOPELESS_ACTIONS: readonly string[] = [
  'actions/cache/*',
  'actions/checkout',
  'actions/download-artifact',
  'actions/setup-dotnet',
  'actions/setup-go',
  'actions/setup-java',
  'actions/setup-node',
  'actions/setup-python',
  'actions/upload-artifact/*',
  'actions/upload-pages-artifact',
  'azure/*',
  'docker/build-push-action',
  'docker/login-action',
  'docker/metadata-action',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'hashicorp/setup-packer',
  'hashicorp/setup-terraform',
  'microsoft/setup-msbuild',
  'opentofu/setup-opentofu',
  'terraform-linters/setup-tflint',
];

export const COMMAND_HINTS: readonly TextHint[] = [
  { pattern: /\bgit\s+(?:-\S+\s+(?:\S+\s+)?)*push\b/, scopes: write('contents') },
  { pattern: /\bgh\s+release\s+(?:create|upload|edit|delete|delete-asset)\b/, scopes: write('contents') },
  { pattern: /\bgh\s+release\s+(?:list|view|download)\b/, scopes: read('contents') },
  { pattern: /\bgh\s+issue\s+(?:list|view|status)\b/, scopes: read('issues') },
  { pattern: /\bgh\s+issue\s+(?!list|view|status)\w+/, scopes: write('issues') },
  { pattern: /\bgh\s+label\s+(?!list)\w+/, scopes: write('issues') },
  { pattern: /\bgh\s+pr\s+(?:list|view|status|diff|checks|checkout)\b/, scopes: read('pull-requests', 'contents') },
  { pattern: /\bgh\s+pr\s+merge\b/, scopes: write('contents', 'pull-requests') },
  { pattern: /\bgh\s+pr\s+(?!list|view|status|diff|checks|checkout|merge)\w+/, scopes: write('pull-requests') },
  { pattern: /\bgh\s+workflow\s+(?:run|enable|disable)\b/, scopes: write('actions') },
  { pattern: /\bgh\s+run\s+(?:list|view|watch|download)\b/, scopes: read('actions') },
  { pattern: /\bgh\s+(?:run\s+(?:rerun|cancel|delete)|cache\s+delete)\b/, scopes: write('actions') },
  { pattern: /\bdocker\s+push\s[^\n]*\bghcr\.io\//, scopes: write('packages') },
  { pattern: /\bdocker\s+pull\s[^\n]*\bghcr\.io\//, scopes: read('packages') },
  { pattern: /\b(?:npm|nuget|maven|rubygems)\.pkg\.github\.com\b/, scopes: write('packages') },
  { pattern: /\bapi\b[^\n]*\/statuses\//, scopes: write('statuses') },
  { pattern: /\bapi\b[^\n]*\/deployments\b/, scopes: write('deployments') },
];

export const SCRIPT_HINTS: readonly TextHint[] = [
  { pattern: /\bissues\.(?:get|list)/, scopes: read('issues') },
  { pattern: /\bissues\.(?!get|list)[a-z]+/, scopes: write('issues') },
  { pattern: /\bpulls\.(?:get|list)/, scopes: read('pull-requests') },
  { pattern: /\bpulls\.(?!get|list)[a-z]+/, scopes: write('pull-requests') },
  { pattern: /\bchecks\.(?!get|list)[a-z]+/, scopes: write('checks') },
  { pattern: /\bactions\.(?:get|list|download)/, scopes: read('actions') },
  { pattern: /\bactions\.(?:create|cancel|delete|reRun)/, scopes: write('actions') },
  { pattern: /\brepos\.createCommitStatus\b/, scopes: write('statuses') },
  { pattern: /\brepos\.createDeployment/, scopes: write('deployments') },
  {
    pattern: /\brepos\.(?:createRelease|updateRelease|uploadReleaseAsset|createOrUpdateFileContents)\b/,
    scopes: write('contents'),
  },
  { pattern: /\brepos\.getContent\b/, scopes: read('contents') },
  { pattern: /\bgit\.(?:create|update|delete)[A-Z]/, scopes: write('contents') },
];
