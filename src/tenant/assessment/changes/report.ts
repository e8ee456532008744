import type { Inventory } from '../../model/inventory.ts';
import { oneLine } from '../texts.ts';
import type { Change, Comparison } from './change.ts';

/** For people at a terminal. */
export function changesText({ changes, uncompared }: Comparison, before: Inventory, after: Inventory): string {
  const name = oneLine(after.tenant.displayName ?? after.tenant.id);
  const lines = [`${name}, from ${before.asOf.slice(0, 10)} to ${after.asOf.slice(0, 10)}`];
  const titles = { worse: 'Worse', neutral: 'Neither', better: 'Better' } as const;
  for (const effect of ['worse', 'neutral', 'better'] as const) {
    const found = changes.filter((change) => change.effect === effect);
    if (found.length > 0) lines.push('', `${titles[effect]} (${found.length})`, ...found.map(changeLine));
  }
  if (changes.length === 0) lines.push('', 'Nothing has changed.');
  if (uncompared.length > 0) lines.push('', `Not compared, as it was not read in both: ${uncompared.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

const SEVERITY_WIDTH = 8;

function changeLine({ severity, displayName, message }: Change): string {
  return `  ${severity === undefined ? '' : `${severity.padEnd(SEVERITY_WIDTH)}  `}${oneLine(`${displayName}: ${message}`)}`;
}

/** For programs. @param toolVersion of Keyless */
export function changesJson(
  { changes, uncompared }: Comparison,
  before: Inventory,
  after: Inventory,
  toolVersion: string,
): string {
  return `${JSON.stringify(
    {
      version: 1,
      tool: { name: 'keyless', version: toolVersion },
      tenant: { id: after.tenant.id, displayName: after.tenant.displayName ?? null },
      from: before.asOf,
      to: after.asOf,
      changes: changes.map((change) => ({
        ...change,
        severity: change.severity ?? null,
        clientId: change.clientId ?? null,
      })),
      uncompared,
    },
    null,
    2,
  )}\n`;
}
