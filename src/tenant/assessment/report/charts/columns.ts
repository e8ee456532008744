import { scaleBand, scaleLinear } from 'd3-scale';
import { type Html, html } from '../../../../text/html.ts';
import { type Figure, numberText } from '../../figures/figure.ts';
import type { ReportTarget } from '../target.ts';
import { LEAST_LENGTH, rounded, WIDTH } from './geometry.ts';
import { mark } from './mark.ts';

const HEIGHT = 190;
const LEFT = 44;
const TOP = 20;
const BOTTOM = 26;

/** Columns for rows that follow one another; above each stands its number. */
export function columns(figure: Figure, target: ReportTarget): Html {
  const counts = figure.cells.map((row) => row[0]?.count ?? 0);
  const x = scaleBand<number>().domain(figure.rows.keys()).range([LEFT, WIDTH]).padding(0.22);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([HEIGHT - BOTTOM, TOP])
    .nice(4);
  const axis = y
    .ticks(4)
    .filter(Number.isInteger)
    .map(
      (value) =>
        html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${rounded(y(value))}" y2="${rounded(y(value))}"/><text class="tick" x="${LEFT - 6}" y="${rounded(y(value) + 4)}" text-anchor="end">${numberText(value)}</text>`,
    );
  const parts = figure.rows.map((label, row) => {
    const left = x(row) ?? 0;
    const middle = rounded(left + x.bandwidth() / 2);
    const cell = figure.cells[row]?.[0];
    const count = cell?.count ?? 0;
    const height = count === 0 ? 0 : Math.max(LEAST_LENGTH, y(0) - y(count));
    const box = { x: left, y: y(0) - height, width: x.bandwidth(), height };
    const column = cell && count > 0 ? mark({ figure, row, series: 0 }, cell, box, target) : undefined;
    return html`<g>${column}<text class="sum" x="${middle}" y="${rounded(box.y - 6)}" text-anchor="middle" aria-hidden="true">${numberText(count)}</text><text class="tick" x="${middle}" y="${HEIGHT - 8}" text-anchor="middle" aria-hidden="true">${label.short ?? label.text}</text></g>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${figure.title}"><g aria-hidden="true">${axis}</g>${parts}</svg>`;
}
