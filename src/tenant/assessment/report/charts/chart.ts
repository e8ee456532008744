import { type Content, type Html, html } from '../../../../text/html.ts';
import { type Figure, type Label, numberText, unitText } from '../../figures/figure.ts';
import type { ReportTarget } from '../target.ts';
import { bars } from './bars.ts';
import { columns } from './columns.ts';
import { surface } from './geometry.ts';

/** A chart with what it shows in words, and as a table for those who would rather read. */
export function chart(figure: Figure, target: ReportTarget): Html {
  const total = figure.cells.flat().reduce((sum, { count }) => sum + count, 0);
  const drawing = total === 0 ? undefined : figure.shape === 'columns' ? columns(figure, target) : bars(figure, target);
  const present = figure.series.filter((_, series) => figure.cells.some((row) => (row[series]?.count ?? 0) > 0));
  return frame({
    id: figure.id,
    title: figure.title,
    about: figure.about,
    words: wordsOf(figure),
    drawing: drawing ?? html`<p class="empty">Nothing to show: there is no ${figure.unit.one}.</p>`,
    legend: figure.series.length > 1 ? legendOf(present) : undefined,
    table: dataTable(figure, target),
    notes: figure.gap === undefined ? [] : [figure.gap],
  });
}

interface FrameParts {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** What the drawing shows, in words. */
  readonly words: string;
  readonly drawing: Html;
  readonly legend: Html | undefined;
  readonly table: Html;
  /** Whole sentences. */
  readonly notes: readonly Content[];
}

/** Title, drawing, legend and table of a chart. */
export function frame({ id, title, about, words, drawing, legend, table, notes }: FrameParts): Html {
  return html`<figure id="figure-${id}" aria-labelledby="title-${id}" aria-describedby="words-${id}">
<figcaption><h3 id="title-${id}">${title}</h3><p class="about">${about}</p></figcaption>
<p class="unseen" id="words-${id}">${words}</p>
${legend}<div class="drawing">${drawing}</div>
${notes.map((note) => html`<p class="note">${note}</p>`)}
<details class="data" id="data-${id}"><summary>Numbers<span class="unseen">: ${title}</span></summary>${table}</details>
</figure>`;
}

function legendOf(labels: readonly Label[]): Html {
  const box = { x: 0.5, y: 0.5, width: 15, height: 11 };
  return legend(
    labels.map(({ text, tone = 'low' }) => ({
      text,
      swatch: html`<svg viewBox="0 0 16 12" width="16" height="12">${surface(tone, box)}</svg>`,
    })),
  );
}

/** It is hidden from those who do not see: for them every mark says what it is. */
export function legend(entries: readonly { readonly text: string; readonly swatch: Html }[]): Html {
  return html`<ul class="legend" aria-hidden="true">${entries.map(({ text, swatch }) => html`<li>${swatch}${text}</li>`)}</ul>`;
}

/** `Weakest: 12 client secret, 3 certificate. Strongest: ...`. */
function wordsOf({ rows, series, cells, unit }: Figure): string {
  const lines = rows.flatMap((row, index) => {
    const own = cells[index] ?? [];
    const sum = own.reduce((total, { count }) => total + count, 0);
    if (sum === 0) return [];
    if (series.length === 1) return [`${row.text}: ${unitText(sum, unit)}.`];
    const parts = series.flatMap(({ text }, at) => {
      const count = own[at]?.count ?? 0;
      return count === 0 ? [] : [`${numberText(count)} ${text.toLowerCase()}`];
    });
    return [`${row.text}: ${parts.join(', ')}.`];
  });
  return lines.length === 0 ? `There is no ${unit.one}.` : lines.join(' ');
}

function dataTable(figure: Figure, target: ReportTarget): Html {
  const isSingle = figure.series.length === 1;
  const number = (row: number, series: number): Html => {
    const count = figure.cells[row]?.[series]?.count ?? 0;
    const link =
      count === 0 ? '0' : html`<a href="${target.markLink({ figure, row, series })}">${numberText(count)}</a>`;
    return html`<td class="number">${link}</td>`;
  };
  const line = ({ text }: Label, row: number): Html => {
    const sum = (figure.cells[row] ?? []).reduce((total, { count }) => total + count, 0);
    return html`<tr><th scope="row">${text}</th>${figure.series.map((_, series) => number(row, series))}${!isSingle && html`<td class="number">${numberText(sum)}</td>`}</tr>`;
  };
  const head = [...figure.series.map(({ text }) => text), ...(isSingle ? [] : ['Total'])];
  return table(figure.title, ['', ...head], figure.rows.map(line));
}

/** A table that scrolls by itself where it is too wide. */
export function table(caption: string, head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${head.map(
    (text) => (text === '' ? html`<td></td>` : html`<th scope="col">${text}</th>`),
  )}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
