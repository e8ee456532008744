import type { SectionName } from '../../model/section.ts';
import type { CheckContext } from '../check.ts';
import type { IdentityFacts } from '../identity-facts.ts';

/** What a mark looks like; a chart never says anything by it alone. */
export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'good' | 'calm' | 'none';

/** A row or a series of a figure. */
export interface Label {
  /** Kebab-case, unique among its kind in the figure. */
  readonly key: string;
  readonly text: string;
  /** Where there is little room. */
  readonly short?: string;
  readonly tone?: Tone;
}

/** An object behind a mark. */
export interface FigureObject {
  /** Undefined for the tenant. */
  readonly clientId: string | undefined;
  readonly displayName: string;
}

/** What one row holds of one series. */
export interface Cell {
  readonly count: number;
  /** Each once; fewer than `count` where an identity has several of what is counted. */
  readonly objects: readonly FigureObject[];
}

/** Numbers by row and series, with the objects behind each: what a chart draws and a table lists. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What is counted, and what is left out: whole sentences. */
  readonly about: string;
  /** What one is counted of: `client secret`. */
  readonly unit: Unit;
  readonly shape: FigureShape;
  readonly rows: readonly Label[];
  readonly series: readonly Label[];
  /** By row, then by series. */
  readonly cells: readonly (readonly Cell[])[];
  /** What could not be read, so that numbers are missing: a whole sentence. */
  readonly gap: string | undefined;
}

/** `shares`: every row adds up to the same. `columns`: rows follow one another, as days do. */
export type FigureShape = 'shares' | 'bars' | 'columns';

export interface Unit {
  readonly one: string;
  readonly many: string;
}

export const IDENTITIES: Unit = { one: 'identity', many: 'identities' };

/** How a figure comes about, one identity after the other. */
export interface FigureDefinition {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly unit: Unit;
  readonly shape: FigureShape;
  /** Undefined where the inventory brings them: then the largest are shown. */
  readonly rows?: readonly Label[];
  readonly series: readonly Label[];
  /** Parts of the inventory without which numbers are missing. */
  readonly needs: readonly SectionName[];
  readonly see: (facts: IdentityFacts, context: CheckContext, count: Count) => void;
}

/** Counts one more. @param row and @param series keys; a row may be a text of its own where the figure names none */
export type Count = (row: string, series: string) => void;

/** `roll-out/weakest/client-secret`: which mark somebody asks about. */
export function markKey(figure: Figure, row: Label, series: Label): string {
  return `${figure.id}/${row.key}/${series.key}`;
}

/** What is behind a mark; undefined where there is no such mark. */
export function cellOf(
  figures: readonly Figure[],
  key: string,
): { readonly figure: Figure; readonly row: Label; readonly series: Label; readonly cell: Cell } | undefined {
  for (const figure of figures) {
    if (!key.startsWith(`${figure.id}/`)) continue;
    for (const [rowIndex, row] of figure.rows.entries()) {
      for (const [index, series] of figure.series.entries()) {
        const cell = figure.cells[rowIndex]?.[index];
        if (cell && markKey(figure, row, series) === key) return { figure, row, series, cell };
      }
    }
  }
  return undefined;
}

/** `Weakest credential, client secret`: a mark in words; a series that stands alone needs none. */
export function markText({ series }: Figure, row: Label, of: Label): string {
  return series.length === 1 ? row.text : `${row.text}, ${of.text.toLowerCase()}`;
}

/** `1 identity`, `12,345 identities`. */
export function unitText(count: number, { one, many }: Unit): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** `12,345`: the same on every machine. */
export function numberText(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
