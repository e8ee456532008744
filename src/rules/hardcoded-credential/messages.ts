import type { RuleContext } from '../rule.ts';

const WHY = 'Everybody who can read this file, or any version of it in the history, has it.';

export const HARDCODED_CREDENTIAL_MESSAGES = {
  format: `This looks like {format}. ${WHY} Revoke it first; then use an identity in its place, or read it from Key Vault or a secret of the pipeline.`,
  signIn: `The {credential} in "{name}" is written into the file. ${WHY} Revoke it first; then sign in with the token of the pipeline: {settings}.`,
  credential: `"{name}" of {of} is a secret ({credential}) that is written into the file. ${WHY} Revoke it first; then {instead}.`,
  parameterDefault: `The {parameter} "{name}" has a secret as its default, which no decorator or flag protects. ${WHY} Revoke it first; then remove the default, mark the {parameter} as secret and pass the value from Key Vault.`,
  assignment: `A secret is assigned to "{name}" in a file of parameters. ${WHY} Revoke it first; then read the value from Key Vault: {how}.`,
  property: `"{name}" holds a secret as text. ${WHY} Revoke it first; then use an identity in its place, or pass the value as a secret {parameter} from Key Vault.`,
  environment: `The environment variable {name} holds a secret as text. ${WHY} Revoke it first; then log in with OIDC, or read the value from a secret of the repository.`,
  variable: `{name} holds a secret as text. ${WHY} Revoke it first; then {how}.`,
  command: `The {credential} that \`{command}\` is given is written into the script. ${WHY} Revoke it first; then sign in with OIDC or a managed identity.`,
  scriptVariable: `The {credential} that the script puts into {name} is written into it. ${WHY} Revoke it first; then sign in with OIDC or a managed identity.`,
  container: `The password that an image is pulled with is written into the file. ${WHY} Revoke it first; then pull the image without a password, from a public or an Azure registry, or read the value from a secret of the repository.`,
  input: `The input \`{name}\` holds a secret as text. ${WHY} Revoke it first; then log in with OIDC, or read the value from a secret of the repository.`,
} as const;

export type HardcodedCredentialMessage = keyof typeof HARDCODED_CREDENTIAL_MESSAGES;
export type HardcodedCredentialContext = RuleContext<HardcodedCredentialMessage>;
