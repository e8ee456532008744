import { identityCountText, oneLine } from '../../assessment/texts.ts';
import { differenceText } from '../../policy-writing/difference.ts';
import { draftName } from '../../policy-writing/draft.ts';
import { POLICY_OUTCOMES } from '../policy-outcome.ts';
import { newlyBlocked, type PolicySimulation } from '../simulation.ts';
import { LISTED_OUTCOMES, OUTCOME_TEXTS } from './outcome-texts.ts';

/** For people at a terminal. @param limit identities that are listed for each outcome; all where undefined */
export function simulationText(simulation: PolicySimulation, limit: number | undefined): string {
  const { tenantName, asOf, drafts, differences, counts, today, identities, notes } = simulation;
  const lines = [
    `${oneLine(tenantName)}, as of ${asOf.slice(0, 10)}: ${identityCountText(identities.length)} that such policies are about`,
  ];
  for (const [index, draft] of drafts.entries()) {
    lines.push('', oneLine(`Changes of ${draftName(draft)}`));
    const own = differences[index] ?? [];
    lines.push(...(own.length === 0 ? ['  none'] : own.map((each) => `  ${oneLine(differenceText(each))}`)));
  }
  lines.push('', 'Outcome          Simulated   Today');
  for (const each of POLICY_OUTCOMES) {
    lines.push(`${OUTCOME_TEXTS[each].title.padEnd(15)}${cell(counts[each], 11)}${cell(today[each], 8)}`);
  }
  for (const outcome of LISTED_OUTCOMES) {
    const own = identities.filter((each) => each.outcome === outcome);
    if (own.length === 0) continue;
    const { title, meaning } = OUTCOME_TEXTS[outcome];
    lines.push('', `${title}: ${meaning}`);
    const shown = own.slice(0, limit);
    for (const { displayName, nextSecret, nextCertificate, because } of shown) {
      lines.push(
        oneLine(`  ${displayName}: next secret ${nextSecret}, next certificate ${nextCertificate} (${plain(because)})`),
      );
    }
    if (own.length > shown.length) lines.push(`  ... and ${own.length - shown.length} more`);
  }
  if (notes.length > 0) lines.push('', 'Not decided', ...notes.map((note) => `  ${oneLine(plain(note))}`));
  lines.push('', `${identityCountText(newlyBlocked(simulation).length)} newly blocked.`);
  return `${lines.join('\n')}\n`;
}

function cell(count: number, width: number): string {
  return String(count).padStart(width);
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
