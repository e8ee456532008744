import type { Job } from '../../model/pipeline/pipeline.ts';
import { CREDENTIAL_INPUT_NAME, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import type { ClientSecretContext } from './messages.ts';

/** A job that calls a reusable workflow and hands it a secret by a name that says what it is. */
export function checkCall({ call }: Job, context: ClientSecretContext): void {
  if (!call) return;
  const passed = call.secrets === 'inherit' ? call.with : [...call.secrets, ...call.with];
  for (const entry of passed) {
    if (!CREDENTIAL_INPUT_NAME.test(entry.name) && !environmentCredential(entry.name)) continue;
    const secret = workflowSecret(entry.value);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'callSecret',
      data: { workflow: call.uses.raw, source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
  }
}
