import { type Content, type Html, html } from '../../../../text/html.ts';
import { type Figure, type FigureObject, IDENTITIES, numberText, unitText } from '../../figures/figure.ts';
import { markLabel } from '../charts/mark.ts';
import type { RowSource } from '../fair-share.ts';
import { MAX_LISTED } from '../limits.ts';
import { type MarkPlace, objectsId, type ReportTarget } from '../target.ts';
import { objectName } from './scores.ts';

/** The objects behind one mark. */
export interface ObjectList {
  readonly place: MarkPlace;
  readonly count: number;
  readonly objects: readonly FigureObject[];
}

/** Of every mark that there is. */
export function objectLists(figures: readonly Figure[]): readonly ObjectList[] {
  return figures.flatMap((figure) =>
    figure.cells.flatMap((cells, row) =>
      cells.flatMap(({ count, objects }, series) =>
        count === 0 ? [] : [{ place: { figure, row, series }, count, objects }],
      ),
    ),
  );
}

export function objectRows({ objects }: ObjectList, target: ReportTarget): RowSource {
  const listed = objects.slice(0, MAX_LISTED).sort(byName);
  return {
    length: listed.length,
    row: (index) => {
      const object = listed[index];
      return object ? html`<li>${objectName(object.displayName, object.clientId, target)}</li>` : html``;
    },
  };
}

/** The lists that marks lead to. @param rows of each list, as many as the page has room for */
export function objectSections(
  lists: readonly ObjectList[],
  rows: readonly (readonly Html[])[],
  target: ReportTarget,
): Content {
  if (lists.length === 0) return undefined;
  return html`<section aria-labelledby="objects"><h2 id="objects">Objects behind the charts</h2>
<p class="about">Choose a mark or a number of a chart: its objects are listed here.</p>
${lists.map(({ place, count, objects }, index) => {
  const shown = rows[index] ?? [];
  const more = objects.length - shown.length;
  const id = objectsId(place);
  const of = count === objects.length ? '' : ` on ${unitText(objects.length, IDENTITIES)}`;
  return html`<section class="objects" id="${id}" tabindex="-1"><h3>${place.figure.title}: ${markLabel(place, count)}${of}</h3>
<ul>${shown}</ul>
${more > 0 && html`<p class="note">${numberText(shown.length)} of ${numberText(objects.length)} are listed. ${target.restText(more)}</p>`}
<p><a href="#figure-${place.figure.id}">Back to the chart</a></p></section>`;
})}</section>`;
}

function byName(a: FigureObject, b: FigureObject): number {
  return a.displayName < b.displayName ? -1 : a.displayName > b.displayName ? 1 : 0;
}
