import { checkScript } from './registry-password/commands.ts';
import { checkInputs } from './registry-password/inputs.ts';
import { REGISTRY_PASSWORD_MESSAGES } from './registry-password/messages.ts';
import { defineRule } from './rule.ts';

/**
 * A password of Azure Container Registry that a pipeline signs in with, stores with what pulls, or asks for. Where: the
 * tables in catalogue/registry-credentials.ts. A registry must be seen to be one of Azure: logins to others are none of
 * our business.
 */
export const registryPassword = defineRule({
  id: 'registry-password',
  title: 'Password of an Azure container registry',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: REGISTRY_PASSWORD_MESSAGES,
  checks: { step: checkInputs, script: checkScript },
});
