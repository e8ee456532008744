import type { Script } from '../../model/script.ts';
import { storageVariable } from '../catalogue/storage-credentials.ts';
import { isReported, severityOfValue } from '../support/command-secrets.ts';
import { assignmentsOf, scriptValue } from '../support/command-values.ts';
import { type StorageKeyContext, WHY, withArticle } from './messages.ts';
import { adviceFor } from './variables.ts';

const SNIFF = /ARM_(?:ACCESS_KEY|SAS_TOKEN)|AZURE_STORAGE_/i;

/** `export AZURE_STORAGE_KEY=...`: variables that Terraform and the Azure CLI read, set by the script itself. */
export function checkAssignments(script: Script, context: StorageKeyContext): void {
  if (!SNIFF.test(script.body.raw)) return;
  for (const [name, assignments] of assignmentsOf(script)) {
    const row = storageVariable(name);
    if (!row?.instead) continue;
    for (const { command, assignment } of assignments) {
      const { text, range } = assignment.value;
      const value = scriptValue(text, range, script, command);
      // What a command hands out is reported where that is done, and a name for itself says nothing.
      if (value.state === 'computed' || !isReported(value, text)) continue;
      context.report({
        messageId: 'variable',
        data: {
          name: assignment.name,
          credential: withArticle(row.credential),
          reader: row.reader,
          source: value.label,
          why: WHY[row.credential],
          advice: adviceFor(row),
        },
        range: script.rangeOf(assignment.range),
        severity: severityOfValue(value),
      });
    }
  }
}
