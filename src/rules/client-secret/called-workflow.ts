import type { Entry, Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import { CREDENTIAL_INPUT_NAME, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { usesAsCredential } from '../support/credential-flow.ts';
import { secretOfCredentials } from '../support/creds-secret.ts';
import { keylessInterface } from '../support/keyless-interface.ts';
import { severityOfWorkflowSecret } from '../support/workflow-secret.ts';
import type { ClientSecretContext } from './messages.ts';

/** A job that calls a reusable workflow and hands it a secret by a name that says what it is. */
export function checkCall({ call }: Job, context: ClientSecretContext): void {
  if (!call) return;
  const secrets = call.secrets === 'inherit' ? [] : call.secrets;
  for (const entry of [...secrets, ...call.with]) {
    const kind = secrets.includes(entry) ? 'secrets' : 'inputs';
    if (!isCredential(entry, call.target, kind)) continue;
    const secret = secretOfCredentials(entry.value);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    const fix = call.target && keylessInterface(call.target, { kind, name: entry.name }, context);
    context.report({
      messageId: 'callSecret',
      data: { workflow: call.uses.raw, source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
      fixes: fix ? [fix] : [],
    });
  }
}

function isCredential({ name }: Entry, target: Pipeline | undefined, kind: 'secrets' | 'inputs'): boolean {
  if (CREDENTIAL_INPUT_NAME.test(name) || environmentCredential(name)) return true;
  return target !== undefined && usesAsCredential(target, `${kind}.${name.toLowerCase()}`);
}
