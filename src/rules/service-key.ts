import { defineRule } from './rule.ts';
import { checkScript } from './service-key/commands.ts';
import { checkInputs } from './service-key/inputs.ts';
import { SERVICE_KEY_MESSAGES } from './service-key/messages.ts';
import { checkVariable } from './service-key/variables.ts';

/**
 * A key or connection string of a service such as Service Bus, Cosmos DB or App Configuration that a script asks for or
 * is given. Where: the tables in catalogue/az-service-keys.ts. Storage accounts, registries and databases have rules of
 * their own: storage-key, registry-password, sql-password.
 */
export const serviceKey = defineRule({
  id: 'service-key',
  title: 'Key or connection string of an Azure service',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: SERVICE_KEY_MESSAGES,
  checks: { step: checkInputs, script: checkScript, variable: checkVariable },
});
