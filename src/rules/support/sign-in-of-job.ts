import type { Job, Step } from '../../model/pipeline/pipeline.ts';
import { actionCredentials, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { azureLogin } from './azure-login.ts';
import { tokenNeedOfJob } from './token-need.ts';

/**
 * How a job can sign in to Azure, for messages: by a token it asks for or may ask for, or by a secret. Undefined where
 * it cannot, as far as the file tells.
 */
export function signInOfJob(job: Job): string | undefined {
  const need = tokenNeedOfJob(job);
  if (need.need === 'yes') return need.by;
  const secret = secretOfJob(job);
  if (secret !== undefined) return secret;
  return job.effectivePermissions.access('id-token') === 'write' ? '`id-token: write`' : undefined;
}

function secretOfJob(job: Job): string | undefined {
  for (const { name, value } of [...job.pipeline.env, ...job.env, ...job.steps.flatMap(({ env }) => env)]) {
    if (environmentCredential(name) && value.raw.trim() !== '') return name;
  }
  return job.steps.map(secretOfStep).find((found) => found !== undefined);
}

function secretOfStep(step: Step): string | undefined {
  const mode = azureLogin(step)?.mode;
  if (mode === 'secret' || mode === 'ids-or-secret') return 'azure/login with a secret';
  const action = step.uses?.action ?? '';
  const isHanded = actionCredentials(action).some(({ inputs }) => inputs.some((input) => step.input(input)));
  return isHanded && !mode ? `a secret for ${action}` : undefined;
}
