import type { Entry, Job, JobContainer } from '../../model/pipeline/pipeline.ts';
import { TOKEN_USER } from '../catalogue/registry-credentials.ts';
import { isOfAzureRegistry } from '../support/azure-registry.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import type { RegistryPasswordContext } from './messages.ts';

/** The containers of a job, which the runner pulls with `credentials` before any step could sign in otherwise. */
export function checkContainers(job: Job, context: RegistryPasswordContext): void {
  for (const { service, image, credentials } of job.containers) {
    const password = named(credentials, 'password');
    const isToken = named(credentials, 'username')?.value.raw.trim() === TOKEN_USER;
    if (!password || isToken || !isOfAzureRegistry(image)) continue;
    const secret = workflowSecret(password.value, job.steps[0]);
    if (secret.state === 'absent') continue;
    context.report({
      messageId: 'container',
      data: { container: service === undefined ? `The job ${job.id}` : `The service ${service}`, source: secret.label },
      range: password.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
  }
}

function named(credentials: JobContainer['credentials'], name: string): Entry | undefined {
  return credentials.find((entry) => entry.name.toLowerCase() === name);
}
