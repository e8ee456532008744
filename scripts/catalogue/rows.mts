/** The rows that rules use, corrected: what the generator writes and its tests read. */
import { PathSyntaxError, plainPath } from '../../src/model/paths.ts';
import { CORRECTIONS } from './overlay.mts';
import type { AmendedRow, SourceRow } from './source-row.mts';

/** Rows of these kinds are facts that other tables of the project hold already, or that no rule asks for. */
const UNUSED_KINDS: ReadonlySet<string> = new Set(['federation', 'inventory']);

/** What providers mark as sensitive, or what sounds like it, although it opens nothing: names, ids, public parts. */
const NO_SECRET =
  /(?:^|[._])(?:host|user_?name|name|principal_id|tenant_id|client_id|s?id|verification_id|cluster_ca_certificate|certificate_pem)$|(?:String|Key|Secret)Name$/;

/** The same in the types of Azure: places, ids and public keys that are marked as secure. */
const PLACE = /\.\w*(?:Id|Name|End[pP]oint|EndpointUrl|Path|[uU]r[il]|ublicKeyData|keyData)$/;

/**
 * @throws Error where a correction meets no row, or a path is none that rules can follow
 */
export function usedRows(rows: readonly SourceRow[]): readonly AmendedRow[] {
  const used = rows.filter(isUsed).map(amend).flatMap(withParent);
  for (const row of used) checkPath(row);
  return withoutDoubles(used);
}

/** @throws Error where a correction meets no row at all */
export function checkCorrections(ids: readonly string[]): void {
  const idle = CORRECTIONS.flatMap(({ rows }) => rows).filter((meant) => !ids.some((id) => isMeant([meant], id)));
  if (idle.length > 0) throw new Error(`Corrections that meet no row: ${idle.join(', ')}`);
}

function isUsed({ kind, tier, match, confidence }: SourceRow): boolean {
  if (UNUSED_KINDS.has(kind)) return false;
  if (tier === 'curated') return true;
  // Arguments of Terraform whose name says nothing of a secret: the provider hides more than secrets.
  if (kind === 'credential-value' && confidence === 'low' && match.blockType !== undefined) return false;
  const isSecret = kind === 'secret-attribute' || kind === 'credential-value';
  const path = match.path ?? '';
  return !isSecret || (!NO_SECRET.test(path) && (!PLACE.test(path) || /sas/i.test(path)));
}

function amend(row: SourceRow): AmendedRow {
  let amended: AmendedRow = row;
  for (const { rows, row: change, match } of CORRECTIONS) {
    if (isMeant(rows, row.id)) amended = { ...amended, ...change, match: { ...amended.match, ...match } };
  }
  return amended;
}

/**
 * A switch that is a resource of its own, and open where that is absent, becomes two rows: one for the resource that is
 * written, one for the parent that has none.
 */
function withParent(row: AmendedRow): readonly AmendedRow[] {
  const { resourceType = '', path = '' } = row.match;
  const name = /^<name=([^>]*)>/.exec(path)?.[1];
  if (row.default?.whenAbsent !== 'resource absent = allowed' || name === undefined) return [row];
  const { default: _, ...written } = row;
  const [secure] = row.secureValues ?? [];
  return [
    { ...written, fix: { class: row.fix['class'], set: { [path]: secure } } },
    {
      ...row,
      id: `${row.id}.missing`,
      match: { ...row.match, resourceType: resourceType.slice(0, resourceType.lastIndexOf('/')), path: '' },
      absent: { means: 'insecure', isVerified: true },
      child: { type: resourceType, name },
    },
  ];
}

function isMeant(rows: readonly (string | RegExp)[], id: string): boolean {
  return rows.some((meant) => (typeof meant === 'string' ? meant === id : meant.test(id)));
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
