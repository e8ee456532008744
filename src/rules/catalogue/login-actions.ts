/**
 * Actions that are handed credentials or tokens in order to sign in, in lower case; `/*` at the end means every action
 * of that repository. Facts: action.yml of each action (2026-08). azure/login has its table in login-versions.ts.
 */
export const SIGN_IN_ACTIONS: readonly string[] = [
  'azure/login',
  'azure/actions/login',
  'azure/github-actions/login',
  'azure/docker-login',
  'azure/k8s-actions/docker-login',
  'azure/aks-set-context',
  'azure/k8s-actions/aks-set-context',
  'azure/k8s-set-context',
  'azure/k8s-actions/k8s-set-context',
  'azure/use-kubelogin',
  'azure/setup-azd',
  'azure/webapps-deploy',
  'azure/functions-action',
  'azure/static-web-apps-deploy',
  'azure/sql-action',
  'azure/acr-build',
  'azure/get-keyvault-secrets',
  'azure/artifact-signing-action',
  'azure/trusted-signing-action',
  'azure/azure-code-signing-action',
  'microsoft/powerplatform-actions/*',
  'docker/login-action',
  'redhat-actions/podman-login',
  'google-github-actions/auth',
  'aws-actions/configure-aws-credentials',
  'hashicorp/vault-action',
  'pnp/action-cli-login',
];

/** Names that branches have and tags do not. */
export const BRANCH_NAME =
  /^(?:main|master|head|trunk|dev|develop|development|staging|next|latest|edge|(?:releases?|features?|users?|fix|hotfix)\/.*)$/i;
