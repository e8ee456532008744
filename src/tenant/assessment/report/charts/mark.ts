import { type Content, type Html, html } from '../../../../text/html.ts';
import { type Cell, markText, numberText, type Tone, unitText } from '../../figures/figure.ts';
import type { MarkPlace, ReportTarget } from '../target.ts';
import { type Box, surface, textWidth } from './geometry.ts';

/** What a mark says to somebody who does not see it: `Weakest, client secret: 12 identities`. */
export function markLabel({ figure, row, series }: MarkPlace, count: number): string {
  const [rowLabel, seriesLabel] = [figure.rows[row], figure.series[series]];
  if (!rowLabel || !seriesLabel) return '';
  return `${markText(figure, rowLabel, seriesLabel)}: ${unitText(count, figure.unit)}`;
}

export function toneOf({ figure, row, series }: MarkPlace): Tone {
  return (figure.series.length === 1 ? figure.rows[row]?.tone : undefined) ?? figure.series[series]?.tone ?? 'low';
}

/** A part of a chart that leads to the objects behind it. */
export function mark(place: MarkPlace, cell: Cell, box: Box, target: ReportTarget, inside?: Content): Html {
  const label = markLabel(place, cell.count);
  return html`<a class="mark" href="${target.markLink(place)}" aria-label="${label}"><title>${label}</title>${surface(toneOf(place), box)}${inside}</a>`;
}

/** The number in the middle of a bar that has room for it. */
export function numberInside(count: number, { x, y, width, height }: Box): Html | undefined {
  const text = numberText(count);
  if (textWidth(text) + 6 > width) return undefined;
  return html`<text class="inside" x="${Math.round(x + width / 2)}" y="${Math.round(y + height / 2 + 4.5)}">${text}</text>`;
}
