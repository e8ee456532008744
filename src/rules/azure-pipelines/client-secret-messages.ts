import type { ClientSecretMessage } from '../client-secret/messages.ts';
import type { RuleContext } from '../rule.ts';

const WHY = 'It works for whoever reads it, from anywhere, until somebody rotates it.';

export const CONNECTION_SECRET_MESSAGES = {
  connectionSecretRead: `This script reads \`servicePrincipalKey\`, the client secret of {connection}. ${WHY} Convert the connection to workload identity federation and use \`idToken\`, or the session that the task opens, instead.`,
  connectionSecretFallback:
    'This script reads `servicePrincipalKey` beside `idToken`: as long as {connection} has a client secret, that is what it is given. Convert the connection to workload identity federation, and drop the branch for the secret.',
  connectionSecretExposed:
    '`addSpnToEnvironment` hands the credentials of {connection} to this script, its client secret included where it has one, and nothing in the script reads them. Every program it starts can. Remove the input: the session that the task opens stays.',
  connectionSecretInFile:
    '`addSpnToEnvironment` hands the credentials of {connection} to the script file, its client secret included where it has one. Convert the connection to workload identity federation, and let the file read `idToken`, not `servicePrincipalKey`.',
  connectionSecretInTemplate: `The template is handed the client secret of {connection} as a parameter, so that what it deploys acts with the identity of the pipeline. ${WHY} Give the deployed resource a managed identity, and remove the parameter and \`addSpnToEnvironment\`.`,
  connectionSecretUnused:
    '`addSpnToEnvironment` lets the parameters of this deployment read the client secret of {connection}, and none of them here does. Remove the input.',
} as const;

export type ConnectionSecretContext = RuleContext<keyof typeof CONNECTION_SECRET_MESSAGES | ClientSecretMessage>;
