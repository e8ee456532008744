/** The rows that rules use, corrected: what the generator writes and its tests read. */
import { PathSyntaxError, plainPath } from '../../src/model/paths.ts';
import { CORRECTIONS } from './overlay.mts';
import type { AmendedRow, SourceRow } from './source-row.mts';

/** Rows of these kinds are facts that other tables of the project hold already, or that no rule asks for. */
const UNUSED_KINDS: ReadonlySet<string> = new Set(['federation', 'inventory']);

/**
 * @throws Error where a correction meets no row, or a path is none that rules can follow
 */
export function usedRows(rows: readonly SourceRow[]): readonly AmendedRow[] {
  const used = rows.filter(({ kind }) => !UNUSED_KINDS.has(kind)).map(amend);
  for (const row of used) checkPath(row);
  return withoutDoubles(used);
}

/** @throws Error where a correction meets no row at all */
export function checkCorrections(ids: readonly string[]): void {
  const idle = CORRECTIONS.filter((correction) => !ids.some((id) => isMeant(correction.rows, id)));
  if (idle.length > 0)
    throw new Error(`Corrections that meet no row: ${idle.map(({ rows }) => String(rows)).join('; ')}`);
}

function amend(row: SourceRow): AmendedRow {
  return CORRECTIONS.filter(({ rows }) => isMeant(rows, row.id)).reduce<AmendedRow>(
    (amended, correction) => ({ ...amended, ...correction.row, match: { ...amended.match, ...correction.match } }),
    row,
  );
}

function isMeant(rows: readonly string[] | RegExp, id: string): boolean {
  return rows instanceof RegExp ? rows.test(id) : rows.includes(id);
}

function checkPath({ id, match }: SourceRow): void {
  try {
    plainPath(match.path ?? '');
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new Error(`${id}: ${error.message} Correct it in overlay.mts.`);
    throw error;
  }
}

/** A curated row stands before an extracted one for the same place. */
function withoutDoubles(rows: readonly AmendedRow[]): readonly AmendedRow[] {
  const best = new Map<string, AmendedRow>();
  for (const row of rows) {
    const { match } = row;
    const isAlone = row.tier === 'curated' && match.path === undefined;
    const place = [typeKey(row), match.path, match.function?.toLowerCase(), row.kind, match.path === '' ? row.id : ''];
    const key = isAlone ? row.id : place.join('\0');
    if (best.get(key)?.tier !== 'curated') best.set(key, row);
  }
  return [...best.values()];
}

/** The key of the table: the type, in Terraform behind the kind of block; `setting` for rows of app settings. */
export function typeKey({ match, kind }: SourceRow): string {
  if (kind === 'app-setting') return 'setting';
  if (match.blockType !== undefined) return `${match.blockType}/${match.type}`;
  // Microsoft Graph types carry their version.
  return (match.resourceType ?? '').replace(/@.*$/, '');
}
