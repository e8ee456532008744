import { scaleLinear, scaleUtc } from 'd3-scale';
import { type Html, html } from '../../../../text/html.ts';
import { numberText } from '../../figures/figure.ts';
import type { ReportTarget } from '../target.ts';
import type { NamedPoint } from '../trend.ts';
import { rounded, WIDTH } from './geometry.ts';
import { TREND_SERIES, type TrendSeries } from './trend-series.ts';

const HEIGHT = 230;
const LEFT = 44;
const RIGHT = 58;
const TOP = 12;
const BOTTOM = 28;
/** Between the numbers at the ends of the lines. */
const LINE = 15;

/** Lines over time. Each reading is one mark, which says all its numbers. @param points at least two */
export function trendChart(points: readonly NamedPoint[], target: ReportTarget): Html {
  const times = points.map(({ asOf }) => Date.parse(asOf));
  const [first = 0, last = 1] = [times[0], times.at(-1)];
  const x = scaleUtc()
    .domain([first, last])
    .range([LEFT + 8, WIDTH - RIGHT]);
  const values = points.flatMap((point) => TREND_SERIES.map(({ value }) => value(point)));
  const y = scaleLinear()
    .domain([0, Math.max(1, ...values)])
    .range([HEIGHT - BOTTOM, TOP])
    .nice(4);
  const grid = y
    .ticks(4)
    .filter(Number.isInteger)
    .map(
      (value) =>
        html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT + 8}" y1="${rounded(y(value))}" y2="${rounded(y(value))}"/><text class="tick" x="${LEFT - 6}" y="${rounded(y(value) + 4)}" text-anchor="end">${numberText(value)}</text>`,
    );
  const format = x.tickFormat(5);
  const days = x
    .ticks(5)
    .map(
      (time) =>
        html`<text class="tick" x="${rounded(x(time))}" y="${HEIGHT - 8}" text-anchor="middle">${format(time)}</text>`,
    );
  const lines = TREND_SERIES.map(({ tone, dashes, shape, value }) => {
    const places = points.map((point, index) => `${rounded(x(times[index] ?? 0))} ${rounded(y(value(point)))}`);
    return html`<polyline class="line ${tone}" points="${places.join(' ')}"${dashes !== undefined && html` stroke-dasharray="${dashes}"`}/>${places.map((place) => html`<path class="fill ${tone}" d="${shape}" transform="translate(${place})"/>`)}`;
  });
  const marks = points.map((point, index) => {
    const label = pointLabel(point);
    const [from, to] = band(times, index, x);
    return html`<a class="mark" href="${target.pointLink(point)}" aria-label="${label}"><title>${label}</title><rect class="band" x="${rounded(from)}" y="${TOP}" width="${rounded(to - from)}" height="${HEIGHT - BOTTOM - TOP}"/></a>`;
  });
  const ends = lineEnds(points.at(-1), y);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="Trend"><g aria-hidden="true">${grid}${days}${lines}${ends}</g>${marks}</svg>`;
}

/** `2026-11-20, snapshot tenant.json: 12 live client secrets, ...`. */
export function pointLabel(point: NamedPoint): string {
  const numbers = TREND_SERIES.map(({ text, value }) => `${numberText(value(point))} ${text.toLowerCase()}`);
  const name = point.name === undefined ? 'now' : point.name;
  return `${point.asOf.slice(0, 10)}, ${name}: ${numbers.join(', ')}`;
}

/** From the middle to the reading before to the middle to the next one. */
function band(times: readonly number[], index: number, x: (time: number) => number): readonly [number, number] {
  const here = x(times[index] ?? 0);
  const before = times[index - 1];
  const after = times[index + 1];
  return [
    before === undefined ? here - 8 : (x(before) + here) / 2,
    after === undefined ? here + 8 : (here + x(after)) / 2,
  ];
}

/** The numbers that the lines end with, moved apart where they would cover each other. */
function lineEnds(last: NamedPoint | undefined, y: (value: number) => number): readonly Html[] {
  if (!last) return [];
  const ends = TREND_SERIES.map((series) => ({ series, at: y(series.value(last)) })).sort((a, b) => a.at - b.at);
  const placed: { readonly series: TrendSeries; readonly at: number }[] = [];
  for (const { series, at } of ends) {
    const above = placed.at(-1)?.at;
    placed.push({ series, at: above === undefined ? at : Math.max(at, above + LINE) });
  }
  // What was moved below the axis goes up again.
  const below = Math.max(0, (placed.at(-1)?.at ?? 0) - (HEIGHT - BOTTOM));
  return placed.map(
    ({ series, at }) =>
      html`<text class="end" x="${WIDTH - RIGHT + 14}" y="${rounded(at - below + 4)}">${numberText(series.value(last))}</text>`,
  );
}
