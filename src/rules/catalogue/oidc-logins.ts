/**
 * What asks GitHub for an OIDC token in a job, and what is known not to, as data.
 * Facts: action.yml and README of each action; azd 1.30 `auth login`; Azure CLI reference (2026-08).
 */

export interface TokenActionRow {
  /** In lower case; with `/*` at the end every action of that repository. */
  readonly action: string;
  /** The row holds only where this input is given. */
  readonly withInput?: string;
  /** The row does not hold where one of these is given: then a stored credential is used. */
  readonly withoutInputs?: readonly string[];
  /** False where the action may as well work without a token. */
  readonly certain: boolean;
}

/** azure/login is not here: its inputs are judged by support/azure-login.ts. */
export const TOKEN_ACTIONS: readonly TokenActionRow[] = [
  { action: 'google-github-actions/auth', withInput: 'workload_identity_provider', certain: true },
  {
    action: 'microsoft/powerplatform-actions/*',
    withInput: 'app-id',
    withoutInputs: ['client-secret', 'password-secret'],
    certain: true,
  },
  { action: 'actions/attest', certain: true },
  { action: 'actions/attest-build-provenance', certain: true },
  { action: 'actions/attest-sbom', certain: true },
  { action: 'actions/deploy-pages', certain: true },
  { action: 'aws-actions/configure-aws-credentials', withInput: 'role-to-assume', certain: false },
];

/** Actions that never ask for a token: only beside these can a job be said not to need one. `/*` as above. */
export const TOKENLESS_ACTIONS: readonly string[] = [
  'actions/cache',
  'actions/cache/*',
  'actions/checkout',
  'actions/dependency-review-action',
  'actions/download-artifact',
  'actions/first-interaction',
  'actions/labeler',
  'actions/setup-dotnet',
  'actions/setup-go',
  'actions/setup-java',
  'actions/setup-node',
  'actions/setup-python',
  'actions/stale',
  'actions/upload-artifact',
  'actions/upload-pages-artifact',
  'actions/configure-pages',
  'azure/setup-helm',
  'azure/setup-kubectl',
  'docker/build-push-action',
  'docker/login-action',
  'docker/metadata-action',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'dorny/paths-filter',
  'dorny/test-reporter',
  'github/codeql-action/*',
  'golangci/golangci-lint-action',
  'gradle/actions/*',
  'hashicorp/setup-terraform',
  'opentofu/setup-opentofu',
  'pnpm/action-setup',
  'astral-sh/setup-uv',
  'ruby/setup-ruby',
  'swatinem/rust-cache',
  'terraform-linters/setup-tflint',
];

export interface TokenCommandRow {
  readonly pattern: RegExp;
  /** How the message calls it. */
  readonly label: string;
}

/** Commands that log in with the job's token. Options may stand in any order and on continued lines. */
export const TOKEN_COMMANDS: readonly TokenCommandRow[] = [
  {
    pattern: /\bazd\s+(?:auth\s+)?login\b(?:[^\n]|\\\r?\n|`\r?\n)*?--federated-credential-provider[=\s]+["']?github\b/,
    label: 'azd auth login',
  },
  { pattern: /\baz\s+login\b(?:[^\n]|\\\r?\n|`\r?\n)*?--federated-token\b/, label: 'az login --federated-token' },
  {
    pattern: /\bConnect-AzAccount\b(?:[^\n]|`\r?\n)*?-FederatedToken\b/i,
    label: 'Connect-AzAccount -FederatedToken',
  },
  {
    pattern: /\bm365\s+login\b(?:[^\n]|\\\r?\n|`\r?\n)*?--authType[=\s]+["']?federatedIdentity\b/,
    label: 'm365 login',
  },
  { pattern: /\bACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)\b/, label: 'a request for the token' },
  { pattern: /\bgetIDToken\s*\(/, label: 'a request for the token' },
];

/** Programs that log in with the job's token when told so by the environment or their own configuration. */
export const TERRAFORM_COMMAND =
  /(?:^|[\s;&|(])(?:terraform|tofu|terragrunt)\s+(?!fmt\b|validate\b|version\b|--?version\b|-help\b)/m;

/** What may ask for a token out of sight: programs that know GitHub's token, and scripts of the repository. */
export const MAY_ASK_FOR_TOKEN =
  /(?:^|[\s;&|(])(?:terraform|tofu|terragrunt|pulumi|azd|cosign|gitsign|twine|goreleaser|semantic-release)\s|--provenance\b|\buv\s+publish\b|(?:^|[\s;&|("'])(?:\.{0,2}\/)?[\w./-]+\.(?:sh|bash|ps1|psm1|py|js|mjs|cjs|ts|rb|cmd|bat)\b|(?:^|[\s;&|(])(?:make|just|task|nox|invoke|rake)\s/m;
