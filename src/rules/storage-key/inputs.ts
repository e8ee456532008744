import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { credentialOfInput, STORAGE_INPUTS, type StorageCredential } from '../catalogue/storage-credentials.ts';
import { InputTable } from '../support/input-table.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { type StorageKeyContext, WHY, withArticle } from './messages.ts';

const inputs = new InputTable(STORAGE_INPUTS);

export function checkInputs(step: Step, context: StorageKeyContext): void {
  const { uses } = step;
  if (!uses) return;
  const known = inputs.matches(step);
  for (const { row, entry } of known) reportInput(step, entry, row.credential, context);
  if (known.length > 0) return;
  for (const entry of step.with) {
    const credential = credentialOfInput(uses.action, entry.name);
    if (credential) reportInput(step, entry, credential, context);
  }
}

function reportInput(step: Step, entry: Entry, credential: StorageCredential, context: StorageKeyContext): void {
  const secret = workflowSecret(entry.value, step);
  if (secret.state === 'absent' || secret.state === 'literal') return;
  context.report({
    messageId: step.job.pipeline.platform === 'github' ? 'input' : 'taskInput',
    data: {
      action: step.uses?.raw ?? '',
      credential: withArticle(credential),
      source: secret.label,
      why: WHY[credential],
    },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
  });
}
