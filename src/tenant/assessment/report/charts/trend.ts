import { type Html, html } from '../../../../text/html.ts';
import { numberText } from '../../figures/figure.ts';
import { ASSESSMENT_SEVERITIES } from '../../severity.ts';
import { type ReportTarget, readingId } from '../target.ts';
import type { NamedPoint, Trend } from '../trend.ts';
import { frame, legend, table } from './chart.ts';
import { pointLabel, trendChart } from './trend-chart.ts';
import { TREND_SERIES } from './trend-series.ts';

/** Readings that are drawn; the table has all. */
const MOST_DRAWN = 40;

const ABOUT =
  'Saved snapshots of the tenant and the tenant as it is now, each judged as of its day. Failures count whether they are muted or not.';

/** What became of the tenant from snapshot to snapshot. */
export function trend({ points, problems }: Trend, target: ReportTarget): Html {
  const drawn = points.slice(-MOST_DRAWN);
  const isLine = drawn.length > 1;
  const hint = html`${target.trendHint}${target.saveSnapshotLink !== undefined && html` <a href="${target.saveSnapshotLink}">Save a snapshot now</a>`}`;
  return frame({
    id: 'trend',
    title: 'Trend over saved snapshots',
    about: ABOUT,
    words: isLine ? drawn.map(pointLabel).join('. ') : 'There is no saved snapshot to compare with.',
    drawing: isLine
      ? trendChart(drawn, target)
      : html`<p class="empty">There is no saved snapshot to compare with. ${hint}</p>`,
    legend: isLine ? lineLegend() : undefined,
    table: pointTable(points, target),
    notes: [
      ...(isLine && target.saveSnapshotLink !== undefined ? [hint] : []),
      ...(points.length > drawn.length
        ? [`${drawn.length} of ${points.length} readings are drawn: the last ones.`]
        : []),
      ...problems.map(({ name, message }) => html`Not read: <code>${name}</code>. ${message}`),
    ],
  });
}

/** With the dashes and the shapes of the lines. */
function lineLegend(): Html {
  return legend(
    TREND_SERIES.map(({ text, tone, dashes, shape }) => ({
      text,
      swatch: html`<svg viewBox="0 0 28 12" width="28" height="12"><line class="line ${tone}" x1="0" x2="28" y1="6" y2="6"${dashes !== undefined && html` stroke-dasharray="${dashes}"`}/><path class="fill ${tone}" d="${shape}" transform="translate(14 6)"/></svg>`,
    })),
  );
}

function pointTable(points: readonly NamedPoint[], target: ReportTarget): Html {
  const head = ['As of', 'Snapshot', 'Identities', ...TREND_SERIES.map(({ text }) => text), ...ASSESSMENT_SEVERITIES];
  const rows = points.map((point) => {
    const numbers = [
      point.identities,
      ...TREND_SERIES.map(({ value }) => value(point)),
      ...ASSESSMENT_SEVERITIES.map((severity) => point.failures[severity]),
    ];
    const name = point.name ?? 'now';
    const link = target.listsObjects ? name : html`<a href="${target.pointLink(point)}">${name}</a>`;
    return html`<tr id="${readingId(point)}"><th scope="row">${point.asOf.slice(0, 10)}</th><td>${link}</td>${numbers.map((number) => html`<td class="number">${numberText(number)}</td>`)}</tr>`;
  });
  return table('Trend over saved snapshots', head, rows);
}
