import { DEPLOYMENT_TOKEN_VARIABLES } from './catalogue/deployment-credentials.ts';
import { DEPLOYMENT_TOKEN_MESSAGES } from './deployment-token/messages.ts';
import { checkInputs, checkScript } from './deployment-token/places.ts';
import { defineRule } from './rule.ts';
import { severityOfWorkflowSecret, workflowSecret } from './support/workflow-secret.ts';

/**
 * The deployment token of a Static Web App. The action and the CLI take no session of Azure, so a token there must be:
 * it can be kept out of the stored secrets, and be read when the job runs. Where: the tables in
 * catalogue/deployment-credentials.ts.
 */
export const deploymentToken = defineRule({
  id: 'deployment-token',
  title: 'Stored deployment token of a Static Web App',
  severity: 'information',
  tags: ['CWE-522', 'CICD-SEC-6'],
  messages: DEPLOYMENT_TOKEN_MESSAGES,
  checks: {
    step: checkInputs,
    script: checkScript,
    variable({ entry, step }, context) {
      if (!DEPLOYMENT_TOKEN_VARIABLES.has(entry.name.toUpperCase())) return;
      const secret = workflowSecret(entry.value, step);
      if (secret.state === 'absent' || secret.state === 'literal') return;
      context.report({
        messageId: 'variable',
        data: { name: entry.name, source: secret.label },
        range: entry.range,
        severity: severityOfWorkflowSecret(secret.state) === 'error' ? 'error' : 'information',
      });
    },
  },
});
