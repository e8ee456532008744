import { identityCountText } from '../../assessment/texts.ts';
import { draftName } from '../../policy-writing/draft.ts';
import { POLICY_OUTCOMES } from '../policy-outcome.ts';
import { newlyBlocked, type PolicySimulation, type SimulatedIdentity } from '../simulation.ts';
import { LISTED_OUTCOMES, OUTCOME_TEXTS } from './outcome-texts.ts';

/** Identities that a document lists for each outcome: documents have an end, CSV and JSON have all. */
export const MAX_LISTED = 500;

/** For wikis and pull requests. */
export function simulationMarkdown(simulation: PolicySimulation): string {
  const { tenantName, asOf, drafts, differences, counts, today, identities, notes } = simulation;
  const blocks = [
    `# Simulation of credential policies in ${escaped(tenantName)}`,
    `As of ${asOf.slice(0, 10)}, ${identityCountText(identities.length)} that such policies are about. ${identityCountText(newlyBlocked(simulation).length)} newly blocked.`,
    table(
      ['Outcome', 'Simulated', 'Today', 'What it means'],
      POLICY_OUTCOMES.map((each) => [
        OUTCOME_TEXTS[each].title,
        String(counts[each]),
        String(today[each]),
        OUTCOME_TEXTS[each].meaning,
      ]),
    ),
  ];
  for (const [index, draft] of drafts.entries()) {
    const own = differences[index] ?? [];
    blocks.push(
      `## Changes of ${escaped(draftName(draft))}`,
      own.length === 0
        ? 'None: the tenant has this already.'
        : table(
            ['What', 'Before', 'After'],
            own.map(({ what, before, after }) => [escaped(what), escaped(before), escaped(after)]),
          ),
    );
  }
  for (const outcome of LISTED_OUTCOMES) {
    const own = identities.filter((each) => each.outcome === outcome);
    if (own.length === 0) continue;
    const more = own.length - MAX_LISTED;
    blocks.push(
      `## ${OUTCOME_TEXTS[outcome].title} (${own.length})`,
      OUTCOME_TEXTS[outcome].meaning,
      table(['Identity', 'Next secret', 'Next certificate', 'Because of'], own.slice(0, MAX_LISTED).map(rowOf)),
      ...(more > 0 ? [`${more} more are in the CSV and JSON reports.`] : []),
    );
  }
  if (notes.length > 0) blocks.push('## Not decided', notes.map((note) => `- ${note}`).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function rowOf({ displayName, nextSecret, nextCertificate, because }: SimulatedIdentity): readonly string[] {
  return [escaped(displayName), nextSecret, nextCertificate, escaped(because.replaceAll('`', ''))];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Names come from the directory: they may make no markup, rows or links. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\*_[\]|#!~`]/g, '\\$&');
}
