import type { RuleContext } from '../rule.ts';

const HELP = 'GitHub then gives the job no token to log in with, and the login fails.';
const RISK =
  'Whatever runs in such a job, an install script of a dependency too, can sign in to Azure as this repository.';

export const OIDC_PERMISSION_MESSAGES = {
  missing: `The job "{job}" logs in by OIDC ({by}) without the permission \`id-token: write\`, which no default includes. ${HELP} Grant it in the job.`,
  missingInWorkflow: `The job "{job}" logs in by OIDC ({by}), but the \`permissions\` of the workflow leave out \`id-token\`. ${HELP} Grant \`id-token: write\` in the job.`,
  lostInJob: `The job "{job}" logs in by OIDC ({by}), but its \`permissions\` leave out \`id-token\`: they replace those of the workflow as a whole. ${HELP} Add \`id-token: write\` to them.`,
  missingInCaller: `{workflow} logs in by OIDC ({by}), but the calling job "{job}" does not have \`id-token: write\`, and a called workflow gets at most what its caller has. Grant it in this job.`,
  unneededInWorkflow: `\`id-token: write\` holds for every job of this workflow, but {jobs} never {verb} a token. ${RISK} Grant it only in {needing}.`,
  unneededAtAll: `\`id-token: write\` is granted to the workflow, but no job it holds for asks for a token. ${RISK} Remove it.`,
  unneededInJob: `The job "{job}" has \`id-token: write\` but never asks for a token. ${RISK} Remove it.`,
  writeAll: `\`write-all\` gives {jobs} the permission to ask for OIDC tokens along with all others. ${RISK} Name the scopes that are used.`,
  noContents:
    'The job "{job}" checks out the repository, but its permissions name `id-token` and leave out `contents`, and what a block leaves out is none. In a private repository the checkout fails. Add `contents: read`.',
} as const;

export type OidcPermissionMessage = keyof typeof OIDC_PERMISSION_MESSAGES;
export type OidcPermissionContext = RuleContext<OidcPermissionMessage>;
