import type { RuleContext } from '../rule.ts';

const WHY =
  'Whoever holds the password pulls, and mostly pushes, every image of the registry until somebody changes it, and the log names no one.';

export const REGISTRY_PASSWORD_MESSAGES = {
  login: `\`{command}\` signs in to Azure Container Registry with a password ({source}). ${WHY} {advice}`,
  shownPassword: `\`{command}\` hands out the passwords of the registry's admin user. ${WHY} Sign in with \`az acr login\` and an identity, and switch the admin user off: \`az acr update --name <registry> --admin-enabled false\`.`,
  adminUser: `\`{command}\` switches on the admin user of the registry: one account with two passwords that may do everything and cannot be told apart. Leave it off and give identities the roles AcrPull and AcrPush.`,
  pull: `\`{command}\` stores a password of the registry with what pulls from it ({source}). ${WHY} Let it pull with a managed identity that has the role AcrPull: {advice}.`,
  pullSecret: `\`{command}\` stores a password of Azure Container Registry in the cluster ({source}). ${WHY} Let the cluster pull as its own identity: \`az aks update --attach-acr <registry>\`, and remove the secret and \`imagePullSecrets\`.`,
  container: `{container} pulls its image with a password of Azure Container Registry ({source}). ${WHY} \`credentials\` take nothing but a password, because the image is pulled before any step runs: log in with azure/login and OIDC, run \`az acr login\`, and start the image in a step with \`docker run\`; or use a token of the registry that only pulls this repository and expires.`,
  input: `{action} is given a password of Azure Container Registry ({source}). ${WHY} {advice}`,
} as const;

export type RegistryPasswordContext = RuleContext<keyof typeof REGISTRY_PASSWORD_MESSAGES>;
