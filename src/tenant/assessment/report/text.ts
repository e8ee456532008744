import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment, CheckResult, MutedFailure } from '../assess.ts';
import type { Check } from '../check.ts';
import { identityCountText, oneLine } from '../texts.ts';
import { TREND_SERIES } from './charts/trend-series.ts';
import { gapsIn, summaryText } from './summary.ts';
import { type NamedPoint, NO_TREND, type Trend, trendPoint, withCurrent } from './trend.ts';

export interface TextOptions {
  /** Failing objects that are listed for each check; all where undefined. */
  readonly limit: number | undefined;
  /** Over saved snapshots. */
  readonly trend?: Trend;
}

/** For people at a terminal. */
export function assessmentText(assessment: Assessment, { limit, trend = NO_TREND }: TextOptions): string {
  const { header, results, identityCount, preset } = assessment;
  const name = oneLine(header.tenant.displayName ?? header.tenant.id);
  const lines = [`${name}, as of ${header.asOf.slice(0, 10)}: ${identityCountText(identityCount)}, preset ${preset}`];
  for (const area of AREAS) {
    const ofArea = results.filter(({ check }) => check.area === area);
    const failing = ofArea.filter(({ failures }) => failures.length > 0);
    const passed = ofArea.filter(({ counts }) => counts.fail + counts.muted === 0 && counts.pass > 0);
    if (failing.length + passed.length === 0) continue;
    lines.push('', AREA_TITLES[area]);
    for (const result of failing) lines.push(...failingLines(result, limit));
    if (passed.length > 0) lines.push(`  passed: ${passed.map(({ check }) => check.id).join(', ')}`);
  }
  const gaps = gapsIn(results);
  if (gaps.size > 0) lines.push('', 'Not decided');
  for (const [text, ids] of gaps) lines.push(`  ${text} (${ids.join(', ')})`);
  const muted = results.filter((result) => result.muted.length > 0);
  if (muted.length > 0) lines.push('', 'Muted');
  for (const { check, muted: failures } of muted) lines.push(...mutedLines(check, failures, limit));
  lines.push(...trendLines(withCurrent(trend, trendPoint(assessment))));
  lines.push('', `Failures: ${summaryText(assessment)}.`);
  return `${lines.join('\n')}\n`;
}

function trendLines({ points }: Trend): readonly string[] {
  if (points.length < 2) return [];
  const line = (point: NamedPoint) => {
    const numbers = TREND_SERIES.map(({ text, value }) => `${value(point)} ${text.toLowerCase()}`);
    return `  ${point.asOf.slice(0, 10)}  ${oneLine(`${numbers.join(', ')} (${point.name ?? 'now'})`)}`;
  };
  return ['', 'Trend', ...points.map(line)];
}

function mutedLines(
  { title, id }: Check,
  muted: readonly MutedFailure[],
  limit: number | undefined,
): readonly string[] {
  const shown = limit === undefined ? muted : muted.slice(0, limit);
  const more = muted.length - shown.length;
  return [
    `  ${title} (${id}): ${muted.length}`,
    ...shown.map(({ displayName, mute: { reason, until } }) => {
      const end = until === undefined ? '' : ` (until ${until})`;
      return `    ${oneLine(`${displayName}: ${reason}${end}`)}`;
    }),
    ...(more > 0 ? [`    ... and ${more} more`] : []),
  ];
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
