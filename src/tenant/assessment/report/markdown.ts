import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment, CheckResult } from '../assess.ts';
import { ASSESSMENT_SEVERITIES } from '../severity.ts';
import { identityCountText } from '../texts.ts';
import { MAX_LISTED } from './limits.ts';
import { failuresBySeverity, gapsIn } from './summary.ts';

/** For wikis and pull requests. */
export function assessmentMarkdown(assessment: Assessment): string {
  const { header, results, identityCount, preset, scores } = assessment;
  const counts = failuresBySeverity(assessment);
  const blocks = [
    `# Workload identities of ${escaped(header.tenant.displayName ?? header.tenant.id)}`,
    `As of ${header.asOf.slice(0, 10)}, ${identityCountText(identityCount)}, preset \`${preset}\`.`,
    table(
      ['Severity', 'Failures'],
      ASSESSMENT_SEVERITIES.map((each) => [each, String(counts[each])]),
    ),
  ];
  if (scores.length > 0) {
    const rows = scores
      .slice(0, 10)
      .map(({ displayName, points, parts }) => [
        escaped(displayName),
        String(points),
        escaped(parts.map((part) => `${part.label} ${part.points}`).join('; ')),
      ]);
    blocks.push('## Where to begin', table(['Identity', 'Score', 'Made of'], rows));
  }
  for (const area of AREAS) {
    const failing = results.filter(({ check, failures }) => check.area === area && failures.length > 0);
    if (failing.length > 0) blocks.push(`## ${AREA_TITLES[area]}`, ...failing.flatMap(checkBlocks));
  }
  const gaps = gapsIn(results);
  if (gaps.size > 0) {
    blocks.push(
      '## Not decided',
      [...gaps]
        .map(([text, ids]) => `- ${escaped(text)} Checks: ${ids.map((id) => `\`${id}\``).join(', ')}.`)
        .join('\n'),
    );
  }
  return `${blocks.join('\n\n')}\n`;
}

function checkBlocks({ check, failures, counts }: CheckResult): readonly string[] {
  const shown = failures.slice(0, MAX_LISTED);
  const more = failures.length - shown.length;
  return [
    `### ${escaped(check.title)}`,
    `\`${check.id}\`: ${failures.length} of ${counts.fail + counts.pass} fail. ${check.why}`,
    `${check.fix} (${check.references.join(', ')})`,
    table(
      ['Severity', 'Object', 'What'],
      shown.map(({ severity, displayName, message }) => [severity, escaped(displayName), escaped(message)]),
    ),
    ...(more > 0 ? [`${more} more are in the JSON report.`] : []),
  ];
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
    .replaceAll(/[\\*_[\]|#!~]/g, '\\$&');
}
