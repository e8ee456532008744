import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment, CheckResult, MutedFailure } from '../assess.ts';
import { STRENGTH_LABELS } from '../figures/roll-out.ts';
import { ASSESSMENT_SEVERITIES } from '../severity.ts';
import { identityCountText } from '../texts.ts';
import { TREND_SERIES } from './charts/trend-series.ts';
import { MAX_LISTED } from './limits.ts';
import { escaped, escapedWithCode, table } from './markdown-text.ts';
import { failuresBySeverity, gapsIn } from './summary.ts';
import { NO_TREND, type Trend, trendPoint, withCurrent } from './trend.ts';

/** For wikis and pull requests. @param saved the trend over saved snapshots */
export function assessmentMarkdown(assessment: Assessment, saved: Trend = NO_TREND): string {
  const { header, results, identityCount, preset, strengths } = assessment;
  const counts = failuresBySeverity(assessment);
  const blocks = [
    `# Workload identities of ${escaped(header.tenant.displayName ?? header.tenant.id)}`,
    `As of ${header.asOf.slice(0, 10)}, ${identityCountText(identityCount)}, preset \`${preset}\`.`,
    table(
      ['Severity', 'Failures'],
      ASSESSMENT_SEVERITIES.map((each) => [each, String(counts[each])]),
    ),
    table(
      ['Weakest credential', 'Identities'],
      STRENGTH_LABELS.map(({ key, text }) => [text, String(strengths[key])]),
    ),
    ...trendBlocks(withCurrent(saved, trendPoint(assessment))),
    ...scoreBlocks(assessment),
  ];
  for (const area of AREAS) {
    const failing = results.filter(({ check, failures }) => check.area === area && failures.length > 0);
    if (failing.length > 0) blocks.push(`## ${AREA_TITLES[area]}`, ...failing.flatMap(checkBlocks));
  }
  return `${[...blocks, ...mutedBlocks(results), ...gapBlocks(results)].join('\n\n')}\n`;
}

function trendBlocks({ points, problems }: Trend): readonly string[] {
  if (points.length < 2 && problems.length === 0) return [];
  const rows = points.map((point) => [
    point.asOf.slice(0, 10),
    point.name === undefined ? 'now' : escaped(point.name),
    ...TREND_SERIES.map(({ value }) => String(value(point))),
  ]);
  return [
    '## Trend',
    table(['As of', 'Snapshot', ...TREND_SERIES.map(({ text }) => text)], rows),
    ...problems.map(({ name, message }) => `Not read: ${escaped(name)}. ${escaped(message)}`),
  ];
}

function scoreBlocks({ scores }: Assessment): readonly string[] {
  if (scores.length === 0) return [];
  const rows = scores
    .slice(0, 10)
    .map(({ displayName, points, parts }) => [
      escaped(displayName),
      String(points),
      escaped(parts.map((part) => `${part.label} ${part.points}`).join('; ')),
    ]);
  return ['## Where to begin', table(['Identity', 'Score', 'Made of'], rows)];
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
      shown.map(({ severity, displayName, message }) => [severity, escaped(displayName), escapedWithCode(message)]),
    ),
    ...(more > 0 ? [`${more} more are in the JSON report.`] : []),
  ];
}

function mutedBlocks(results: readonly CheckResult[]): readonly string[] {
  const muted = results.flatMap(({ check, muted: own }) => own.map((failure) => [check.id, failure] as const));
  if (muted.length === 0) return [];
  const row = ([id, { displayName, mute }]: readonly [string, MutedFailure]) => [
    `\`${id}\``,
    escaped(displayName),
    escaped(mute.reason),
    mute.until ?? '',
  ];
  const more = muted.length - MAX_LISTED;
  return [
    '## Muted',
    table(['Check', 'Object', 'Reason', 'Until'], muted.slice(0, MAX_LISTED).map(row)),
    ...(more > 0 ? [`${more} more are in the JSON report.`] : []),
  ];
}

function gapBlocks(results: readonly CheckResult[]): readonly string[] {
  const gaps = [...gapsIn(results)];
  if (gaps.length === 0) return [];
  const items = gaps.map(([text, ids]) => `- ${escaped(text)} Checks: ${ids.map((id) => `\`${id}\``).join(', ')}.`);
  return ['## Not decided', items.join('\n')];
}
