import { scaleBand, scaleLinear } from 'd3-scale';
import { type Html, html } from '../../../../text/html.ts';
import { type Figure, numberText } from '../../figures/figure.ts';
import type { ReportTarget } from '../target.ts';
import { fitted, GAP, LEAST_LENGTH, rounded, WIDTH } from './geometry.ts';
import { mark, numberInside } from './mark.ts';

const LABELS = 178;
/** For the sum behind a bar. */
const SUMS = 54;
const TICKS = 24;

/** Horizontal bars, made of one part for each series; behind each bar stands its sum. */
export function bars(figure: Figure, target: ReportTarget): Html {
  const sums = figure.cells.map((row) => row.reduce((sum, { count }) => sum + count, 0));
  const isShare = figure.shape === 'shares';
  const isSingle = figure.series.length === 1;
  const y = scaleBand<number>()
    .domain(figure.rows.keys())
    .range([0, figure.rows.length * (isShare ? 46 : 30)])
    .paddingInner(0.32)
    .paddingOuter(0.16);
  const most = Math.max(1, ...sums);
  const x = scaleLinear()
    .domain([0, most])
    .range([LABELS, WIDTH - SUMS]);
  if (!isShare) x.nice(4);
  const [, bottom] = y.range() as [number, number];
  const ticks = isShare
    ? shareTicks(most)
    : x
        .ticks(4)
        .filter(Number.isInteger)
        .map((value) => ({ value, text: numberText(value) }));
  const axis = ticks.map(
    ({ value, text }) =>
      html`<line class="grid" x1="${rounded(x(value))}" x2="${rounded(x(value))}" y1="0" y2="${bottom}"/><text class="tick" x="${rounded(x(value))}" y="${bottom + 17}" text-anchor="middle">${text}</text>`,
  );
  const rows = figure.rows.map((label, row) => {
    const top = y(row) ?? 0;
    const middle = rounded(top + y.bandwidth() / 2 + 4.5);
    let from = x(0);
    const parts = figure.series.map((_, series) => {
      const cell = figure.cells[row]?.[series];
      if (!cell || cell.count === 0) return undefined;
      const width = Math.max(LEAST_LENGTH, x(cell.count) - x(0) - GAP);
      const box = { x: from, y: top, width, height: y.bandwidth() };
      from += width + GAP;
      return mark({ figure, row, series }, cell, box, target, isSingle ? undefined : numberInside(cell.count, box));
    });
    return html`<g><text class="label" x="0" y="${middle}" aria-hidden="true">${fitted(label.short ?? label.text, LABELS - 10)}</text>${parts}<text class="sum" x="${rounded(from + 6)}" y="${middle}" aria-hidden="true">${numberText(sums[row] ?? 0)}</text></g>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${bottom + TICKS}" role="group" aria-label="${figure.title}"><g aria-hidden="true">${axis}</g>${rows}</svg>`;
}

function shareTicks(most: number): readonly { readonly value: number; readonly text: string }[] {
  return scaleLinear()
    .domain([0, 1])
    .ticks(4)
    .map((share) => ({ value: share * most, text: `${Math.round(share * 100)}%` }));
}
