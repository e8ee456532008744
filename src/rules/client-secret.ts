import { checkConnectionExposure, checkConnectionScript } from './azure-pipelines/client-secret.ts';
import { CONNECTION_SECRET_MESSAGES } from './azure-pipelines/client-secret-messages.ts';
import { checkPipelineVariable, checkTaskInputs, checkTemplateCall } from './azure-pipelines/environment-secret.ts';
import { checkCatalogue } from './client-secret/catalogue.ts';
import { checkDeclaredSecret } from './client-secret/declared-secret.ts';
import { checkGithub } from './client-secret/github.ts';
import { CLIENT_SECRET_MESSAGES } from './client-secret/messages.ts';
import { checkScript } from './client-secret/script.ts';
import { checkPlainVariable, checkSettings } from './client-secret/settings.ts';
import { checkSignIn } from './client-secret/sign-in.ts';
import { checkManifestForClientSecret } from './kubernetes/client-secret.ts';
import { checkChartVariable } from './kubernetes/client-secret-environment.ts';
import { MANIFEST_SECRET_MESSAGES } from './kubernetes/client-secret-messages.ts';
import { defineRule } from './rule.ts';

const MESSAGES = { ...CLIENT_SECRET_MESSAGES, ...CONNECTION_SECRET_MESSAGES, ...MANIFEST_SECRET_MESSAGES };

/**
 * An application or service principal secret is created, stored or used where an identity could sign in without one.
 * Where: the tables in catalogue/workflow-credentials.ts and catalogue/infrastructure-credentials.ts. A secret that
 * is literal text is reported by hardcoded-credential, not here.
 */
export const clientSecret = defineRule<keyof typeof MESSAGES>({
  id: 'client-secret',
  title: 'Client secret created, stored or used',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    infrastructure: checkCatalogue,
    resource(resource, context) {
      checkSignIn(resource, context);
      checkDeclaredSecret(resource, context);
    },
    pipeline(pipeline, context) {
      if (pipeline.platform === 'github') checkGithub(pipeline, context);
    },
    job(job, context) {
      checkTemplateCall(job, context);
    },
    step(step, context) {
      checkConnectionExposure(step, context);
      checkTaskInputs(step, context);
    },
    script(script, context) {
      checkConnectionScript(script, context);
      if (script.step?.job.pipeline.platform !== 'github') checkScript(script, context);
    },
    settings: checkSettings,
    variable(variable, context) {
      checkPlainVariable(variable, context);
      checkPipelineVariable(variable, context);
      checkChartVariable(variable, context);
    },
    manifest: checkManifestForClientSecret,
  },
});
