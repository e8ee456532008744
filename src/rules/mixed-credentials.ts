import { checkEnvironment } from './mixed-credentials/environment.ts';
import { checkLogin } from './mixed-credentials/login.ts';
import { MIXED_CREDENTIALS_MESSAGES } from './mixed-credentials/messages.ts';
import { checkProvider } from './mixed-credentials/provider.ts';
import { defineRule } from './rule.ts';

/**
 * A secret beside a way to sign in without one, so that it is not plain which of the two is used. Facts: azure/login
 * v3.0.1, src/common/LoginConfig.ts (ids win over `creds`); HashiCorp's go-azure-sdk (certificate, secret, OIDC,
 * managed identity, CLI); `DefaultAzureCredential` (environment, workload identity, managed identity, CLI).
 */
export const mixedCredentials = defineRule({
  id: 'mixed-credentials',
  title: 'Secret beside a login that needs none',
  severity: 'warning',
  tags: ['CWE-1188', 'CICD-SEC-6'],
  messages: MIXED_CREDENTIALS_MESSAGES,
  checks: {
    resource: checkProvider,
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github') return;
      checkEnvironment({ pipeline, env: pipeline.env, jobs: pipeline.jobs, step: undefined }, context);
    },
    job(job, context) {
      const { pipeline, env } = job;
      if (pipeline.platform === 'github') checkEnvironment({ pipeline, env, jobs: [job], step: undefined }, context);
    },
    step(step, context) {
      const { job, env } = step;
      if (job.pipeline.platform !== 'github') return;
      checkLogin(step, context);
      checkEnvironment({ pipeline: job.pipeline, env, jobs: [job], step }, context);
    },
  },
});
