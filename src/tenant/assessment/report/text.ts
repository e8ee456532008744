import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment, CheckResult } from '../assess.ts';
import { identityCountText, oneLine } from '../texts.ts';
import { gapsIn, summaryText } from './summary.ts';

export interface TextOptions {
  /** Failing objects that are listed for each check; all where undefined. */
  readonly limit: number | undefined;
}

/** For people at a terminal. */
export function assessmentText(assessment: Assessment, { limit }: TextOptions): string {
  const { header, results, identityCount, preset } = assessment;
  const name = oneLine(header.tenant.displayName ?? header.tenant.id);
  const lines = [`${name}, as of ${header.asOf.slice(0, 10)}: ${identityCountText(identityCount)}, preset ${preset}`];
  for (const area of AREAS) {
    const ofArea = results.filter(({ check }) => check.area === area);
    const failing = ofArea.filter(({ failures }) => failures.length > 0);
    const passed = ofArea.filter(({ failures, counts }) => failures.length === 0 && counts.pass > 0);
    if (failing.length + passed.length === 0) continue;
    lines.push('', AREA_TITLES[area]);
    for (const result of failing) lines.push(...failingLines(result, limit));
    if (passed.length > 0) lines.push(`  passed: ${passed.map(({ check }) => check.id).join(', ')}`);
  }
  const gaps = gapsIn(results);
  if (gaps.size > 0) lines.push('', 'Not decided');
  for (const [text, ids] of gaps) lines.push(`  ${text} (${ids.join(', ')})`);
  lines.push('', `Failures: ${summaryText(assessment)}.`);
  return `${lines.join('\n')}\n`;
}

const SEVERITY_WIDTH = 8;

function failingLines({ check, failures, counts }: CheckResult, limit: number | undefined): readonly string[] {
  const shown = limit === undefined ? failures : failures.slice(0, limit);
  const more = failures.length - shown.length;
  return [
    `  ${check.title} (${check.id}): ${failures.length} of ${counts.fail + counts.pass} fail`,
    ...shown.map(
      ({ severity, displayName, message }) =>
        `    ${severity.padEnd(SEVERITY_WIDTH)}  ${oneLine(`${displayName}: ${message}`)}`,
    ),
    ...(more > 0 ? [`    ... and ${more} more`] : []),
  ];
}
