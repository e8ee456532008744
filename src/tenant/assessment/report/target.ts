import type { CheckResult } from '../assess.ts';
import type { Figure } from '../figures/figure.ts';
import type { NamedPoint } from './trend.ts';

/** A mark by its place in the report. */
export interface MarkPlace {
  readonly figure: Figure;
  /** Index of the row. */
  readonly row: number;
  /** Index of the series. */
  readonly series: number;
}

/** Where the page is shown: the same page leads to other places in a file than in the editor. */
export interface ReportTarget {
  /** What a mark leads to: the objects behind it. */
  readonly markLink: (place: MarkPlace) => string;
  /** The page of an identity; undefined where there is none. */
  readonly identityLink: (clientId: string) => string | undefined;
  /** All failing objects of a check; undefined where the page has all there are. */
  readonly failuresLink: (result: CheckResult) => string | undefined;
  /** A reading of the tenant. */
  readonly pointLink: (point: NamedPoint) => string;
  /** Whether the page itself lists the objects behind its marks. */
  readonly listsObjects: boolean;
  /** How many bytes all lists together may have; each list gets its share. */
  readonly listBytes: number;
  /** Where the rest of a list is: a whole sentence. */
  readonly restText: (more: number) => string;
  /** How the trend gets its snapshots: a whole sentence, and the link that saves one. */
  readonly trendHint: string;
  readonly saveSnapshotLink?: string;
}

/** The id of the list of objects behind a mark. */
export function objectsId({ figure, row, series }: MarkPlace): string {
  return `objects-${figure.id}-${row}-${series}`;
}

/** The id of the row of a reading; the trend has no two of the same time. */
export function readingId({ asOf }: NamedPoint): string {
  return `reading-${Date.parse(asOf)}`;
}
