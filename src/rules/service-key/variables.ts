import type { Variable } from '../../model/variable.ts';
import { KEY_IN_TEXT, serviceVariable } from '../catalogue/az-service-keys.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { identityAdvice, type ServiceKeyContext } from './messages.ts';

export function checkVariable({ entry, step }: Variable, context: ServiceKeyContext): void {
  const row = serviceVariable(entry.name);
  const holdsKey = KEY_IN_TEXT.test(entry.value.raw);
  if (!row && !holdsKey) return;
  const secret = workflowSecret(entry.value, step);
  // Text is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  if (!row) {
    context.report({
      messageId: 'variableText',
      data: { name: entry.name, source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
    return;
  }
  // A name says less than a value: what is in it may be a name in turn, or the key of something else.
  const isCertain = holdsKey || /^AZURE_APP/i.test(entry.name);
  context.report({
    messageId: 'variable',
    data: { name: entry.name, service: row.service, source: secret.label, advice: identityAdvice(row.role) },
    range: entry.range,
    severity: isCertain ? severityOfWorkflowSecret(secret.state) : 'information',
    confidence: isCertain ? 'high' : 'medium',
  });
}
