import type { RuleContext } from '../rule.ts';

const WHY = 'A client secret works for whoever holds it, from anywhere, until somebody rotates it.';
const WHY_ANY = WHY.replace('client secret', '{credential}');

export const CLIENT_SECRET_MESSAGES = {
  loginCreds: `azure/login signs in with {source}. ${WHY} Log in with OIDC instead: give \`client-id\`, \`tenant-id\` and \`subscription-id\`, let the job have \`id-token: write\`, and trust this job with a federated credential.`,
  loginCredsFromCaller: `azure/login signs in with a client secret that the caller hands over ({source}). ${WHY} Take \`client-id\`, \`tenant-id\` and \`subscription-id\` instead and log in with OIDC; every calling job then needs \`id-token: write\`.`,
  actionSecret: `{action} is given a {credential} ({source}). ${WHY_ANY} {advice}`,
  callSecret: `The called workflow {workflow} is handed {source}. ${WHY} Let that workflow log in with OIDC: it needs only ids, and \`id-token: write\` from this job.`,
  environmentSecret: `{name} hands a {credential} to {reader} ({source}). ${WHY_ANY} {advice}`,
  commandSecret: `\`{command}\` {does} with {credential} ({source}). ${WHY.replace('A client secret', '{theKind}')} {advice}`,
  scriptVariable: `This script sets {name}, which hands a {credential} to {reader} ({source}). ${WHY_ANY} Sign in with OIDC or a managed identity instead; then nothing has to be handed on.`,
  tokenRequest: `\`{command}\` asks Entra ID for a token with a client secret. ${WHY} Log in with OIDC and take the token from \`az account get-access-token\`, or send \`client_assertion\` with a federated token.`,
  unpackedSecret: `The client secret is taken out of the credentials of a service principal. ${WHY} Use the session of a login with OIDC instead: the Azure CLI, DefaultAzureCredential and, with \`ARM_USE_OIDC\`, Terraform need no secret.`,
  storedSecret: `\`{command}\` stores {name}, the credential of an application, with the CI system. ${WHY} Store the ids of the application as plain variables, and create a federated credential for the pipeline.`,
  declaredPipelineSecret: `azure.yaml hands the secret {name} to the pipeline. ${WHY} Remove it and let azd set up the pipeline with \`azd pipeline config --auth-type federated\`.`,
  imageSecret: `{name} makes a {credential} a part of the image ({source}): whoever can pull the image reads it in its history. {advice}`,
  copiedCredential:
    'The image takes in {path}, where tools keep credentials. Whoever can pull the image has them. Leave it out with `.dockerignore`.',
  providerSecret: `The provider {provider} signs in with a {credential} ({source}). ${WHY_ANY} Sign in with the token of the pipeline instead: \`use_oidc = true\` and a federated credential on the same application.`,
  backendSecret: `The state backend signs in with a {credential} ({source}), which Terraform also writes into \`.terraform\` and plan files. ${WHY_ANY} Use \`use_oidc = true\` and \`use_azuread_auth = true\` with the role Storage Blob Data Contributor on the state container.`,
  backendKey:
    'The state backend opens the storage account with an {credential} ({source}), which Terraform also writes into `.terraform` and plan files. Whoever has it reads and writes every state in the account. Use `use_azuread_auth = true` and `use_oidc = true` with the role Storage Blob Data Contributor on the state container.',
  createdSecret: `This creates a client secret of the {of}, and its value stays in the Terraform state in clear text. ${WHY} Add a federated credential for the workload that uses it, or give that workload a managed identity, and delete the secret.`,
  declaredSecret: `The {of} has client secrets. ${WHY} Add a federated credential for the workload that uses them, or give that workload a managed identity, and remove \`{property}\`.`,
  supplied: `"{name}" gives {of} a {credential} ({source}). ${WHY_ANY} Use this instead: {advice}`,
  reference: `{of} signs in with the {credential} that "{name}" names. ${WHY_ANY} Use this instead: {advice}`,
  written: `{property} {be} \`{value}\`{by}, so {service} signs in with a {credential}. ${WHY_ANY} {advice}`,
  missing: `{property} {be} not written, so by default {service} signs in with a {credential}. ${WHY_ANY} {advice}`,
} as const;

export type ClientSecretMessage = keyof typeof CLIENT_SECRET_MESSAGES;
export type ClientSecretContext = RuleContext<ClientSecretMessage>;
