import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { isKeySetting, SERVICE_INPUTS, type ServiceInputRow } from '../catalogue/az-service-keys.ts';
import { DATABASE_HOST } from '../catalogue/sql-credentials.ts';
import { InputTable } from '../support/input-table.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import type { ServiceKeyContext } from './messages.ts';

const inputs = new InputTable(SERVICE_INPUTS);

export function checkInputs(step: Step, context: ServiceKeyContext): void {
  for (const { row, entry } of inputs.matches(step)) {
    if (row.is !== 'settings') checkConnection(step, row, entry, context);
    else checkSettings(step, entry, context);
  }
}

function checkConnection(step: Step, row: ServiceInputRow, entry: Entry, context: ServiceKeyContext): void {
  const secret = workflowSecret(entry.value, step);
  if (secret.state === 'absent' || secret.state === 'literal') return;
  context.report({
    messageId: row.is === 'personal-token' ? 'personalToken' : 'input',
    data: {
      action: step.uses?.raw ?? '',
      service: row.service,
      source: secret.label,
      role: row.role ?? '',
    },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
  });
}

/** Settings as JSON or `-NAME value`: with keys by name or by value. Passwords of databases are another rule's. */
function checkSettings(step: Step, entry: Entry, context: ServiceKeyContext): void {
  const { raw, expressions } = entry.value;
  if (expressions.length === 0) return;
  const holdsKey = /AccountKey=|SharedAccessKey=|CLIENT_?SECRET/i.test(raw);
  const names = [
    ...raw.matchAll(/"(?:name|key)"\s*:\s*"([^"]+)"|"([A-Za-z_][\w:.-]*)"\s*:|(?:^|\s)-([A-Za-z_][\w:.-]*)\s/g),
  ];
  const isNamed = names.some((match) => isKeySetting(match[1] ?? match[2] ?? match[3] ?? ''));
  const isWhole = /^(?:connection-?strings(?:-json)?)$/i.test(entry.name) && !DATABASE_HOST.test(raw);
  if (!holdsKey && !isNamed && !isWhole) return;
  const secret = workflowSecret(entry.value, step);
  if (secret.state === 'absent' || secret.state === 'literal') return;
  context.report({
    messageId: 'settings',
    data: { action: step.uses?.raw ?? '', source: secret.label },
    range: entry.range,
    severity: holdsKey ? severityOfWorkflowSecret(secret.state) : 'information',
    confidence: holdsKey ? 'high' : 'medium',
  });
}
