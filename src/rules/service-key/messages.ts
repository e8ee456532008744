import type { RuleContext } from '../rule.ts';

const WHY =
  'Whoever holds it has full access, from anywhere, until somebody makes a new one, and the log names no one.';

export const SERVICE_KEY_MESSAGES = {
  listedKey: `\`{command}\` hands out a key or connection string of {service}. ${WHY} {advice}`,
  command: `\`{command}\` signs in to {service} with a key ({source}). ${WHY} {advice}`,
  keyMode:
    '`{command}` is told to sign in to {service} with a key, which the Azure CLI then fetches: the identity must be allowed to list keys, and with one it can do everything. {advice}',
  setting: `{command} writes the secret {name} into the settings of an app ({source}). ${WHY} Let the app sign in with its managed identity (settings such as \`<name>__fullyQualifiedNamespace\` or \`<name>__accountEndpoint\`), or refer to a secret in Key Vault: \`@Microsoft.KeyVault(SecretUri=...)\`.`,
  settings: `{action} writes secrets into the settings of an app or cluster ({source}). ${WHY} Let what runs there sign in with a managed identity, or refer to secrets in Key Vault.`,
  input: `{action} is given a connection string of {service} ({source}). ${WHY} Log in with azure/login and OIDC, and give the identity the role {role}: \`az appconfig kv import --auth-mode login --endpoint <endpoint>\` does the same.`,
  personalToken:
    '{action} starts a pipeline with a personal access token ({source}). It acts as the person who made it, in everything the token allows, until it ends. Make the application a user of the organisation, log in with azure/login and OIDC, and start the pipeline by `az rest --resource 499b84ac-1321-427f-aa17-267ca6975798`.',
  personalTokenVariable:
    '{name} hands a personal access token of Azure DevOps to the Azure CLI and its users ({source}). It acts as the person who made it, in everything the token allows, until it ends. {advice}',
  variable: `{name} holds a key or connection string of {service} ({source}). ${WHY} {advice}`,
  variableText: `The value of {name} holds a key ({source}). ${WHY} Let the program sign in with an identity: it needs only the name of the service.`,
  localAuth:
    '`{command}` makes a service of {service} that lets people in with keys, the default. Add `--disable-local-auth true` once all that uses it signs in with an identity.',
} as const;

export type ServiceKeyContext = RuleContext<keyof typeof SERVICE_KEY_MESSAGES>;

/** What to do in the place of a key. */
export function identityAdvice(role: string | undefined): string {
  return role === undefined
    ? 'Let what uses it sign in with Entra ID and remove this.'
    : `Let what uses it sign in with Entra ID (DefaultAzureCredential), with the role ${role}, and remove this.`;
}
