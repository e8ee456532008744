import { checkPullSecrets, PULL_SECRET_MESSAGES } from './kubernetes/pull-secret.ts';
import { checkScript } from './registry-password/commands.ts';
import { checkContainers } from './registry-password/containers.ts';
import { checkInputs } from './registry-password/inputs.ts';
import { REGISTRY_PASSWORD_MESSAGES } from './registry-password/messages.ts';
import { defineRule } from './rule.ts';

const MESSAGES = { ...REGISTRY_PASSWORD_MESSAGES, ...PULL_SECRET_MESSAGES };

/**
 * A password of Azure Container Registry that a pipeline signs in with, stores with what pulls, or asks for. Where: the
 * tables in catalogue/registry-credentials.ts. A registry must be seen to be one of Azure: logins to others are none of
 * our business.
 */
export const registryPassword = defineRule<keyof typeof MESSAGES>({
  id: 'registry-password',
  title: 'Password of an Azure container registry',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: { job: checkContainers, step: checkInputs, script: checkScript, manifest: checkPullSecrets },
});
