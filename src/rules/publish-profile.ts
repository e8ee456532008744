import { PUBLISH_PROFILE_NAME } from './catalogue/deployment-credentials.ts';
import { checkInputs, PUBLISH_PROFILE_MESSAGES } from './publish-profile/inputs.ts';
import { defineRule } from './rule.ts';
import { severityOfWorkflowSecret, workflowSecret } from './support/workflow-secret.ts';

/**
 * A publish profile of App Service or Functions that a pipeline deploys with: user and password of the app's own basic
 * authentication. Where: the tables in catalogue/deployment-credentials.ts.
 */
export const publishProfile = defineRule({
  id: 'publish-profile',
  title: 'Deployment with a publish profile',
  severity: 'warning',
  tags: ['CWE-522', 'CICD-SEC-6'],
  messages: PUBLISH_PROFILE_MESSAGES,
  checks: {
    step: checkInputs,
    variable({ entry, step }, context) {
      if (!PUBLISH_PROFILE_NAME.test(entry.name)) return;
      const secret = workflowSecret(entry.value, step);
      // Names, paths and texts with no secret in them are no profile.
      if (secret.secretNames.length === 0 && secret.state !== 'passed') return;
      context.report({
        messageId: 'variable',
        data: { name: entry.name, source: secret.label },
        range: entry.range,
        severity: severityOfWorkflowSecret(secret.state),
      });
    },
  },
});
