/**
 * Writes rows as lines of text, as `src/rules/catalogue/infrastructure/decode.ts` reads them. Whatever repeats is in one
 * pool of JSON fragments and is named by its place there, in base 36.
 */

import { typeKey } from './rows.mts';
import { ruleOf } from './rule-of.mts';
import type { AmendedRow } from './source-row.mts';
import { shorten } from './words.mts';

export interface Tables {
  /** JSON fragments, a line each. */
  readonly pool: string;
  /** The columns that rows share as a whole: names of fragments, a line each. */
  readonly tails: string;
  readonly bicep: string;
  readonly terraform: string;
  /** What stands for `~` and a character: the words, a line each, and the characters that name them. */
  readonly words: string;
  readonly names: string;
}

export function encode(bicep: readonly AmendedRow[], terraform: readonly AmendedRow[]): Tables {
  const pool = new Pool();
  const rows = [...bicep, ...terraform];
  for (const part of rows.flatMap(fragmentsOf)) if (part !== undefined) pool.count(JSON.stringify(part));
  const tails = new Pool();
  for (const row of rows) tails.count(tailOf(row, pool));
  const texts = [pool.lines.join('\n'), tableOf(bicep, pool, tails), tableOf(terraform, pool, tails)];
  const { words, names, texts: shortened } = shorten(texts);
  const [short = '', shortBicep = '', shortTerraform = ''] = shortened;
  return {
    words: words.join('\n'),
    names,
    pool: short,
    tails: tails.lines.join('\n'),
    bicep: shortBicep,
    terraform: shortTerraform,
  };
}

/** Lines by how often they are used: the most frequent have the shortest names. */
class Pool {
  readonly #uses = new Map<string, number>();
  #places: ReadonlyMap<string, number> | undefined;

  count(line: string): void {
    this.#uses.set(line, (this.#uses.get(line) ?? 0) + 1);
  }

  get lines(): readonly string[] {
    return [...this.#uses].sort((a, b) => b[1] - a[1]).map(([line]) => line);
  }

  /** The place of a line in base 36. */
  name(line: string): string {
    this.#places ??= new Map(this.lines.map((one, place) => [one, place]));
    const place = this.#places.get(line);
    if (place === undefined) throw new Error(`Not counted: ${line}`);
    return place.toString(36);
  }
}

function tailOf(row: AmendedRow, pool: Pool): string {
  const names = fragmentsOf(row).map((part) => (part === undefined ? '' : pool.name(JSON.stringify(part))));
  return names.join(' ').trimEnd();
}

/** Types in order, each a line `!<length shared with the type before> <rest>`, with the lines of its rows behind. */
function tableOf(rows: readonly AmendedRow[], pool: Pool, tails: Pool): string {
  const groups = new Map<string, AmendedRow[]>();
  for (const row of rows) {
    const key = typeKey(row).toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  let before = '';
  return [...groups]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, group]) => {
      const type = typeKey(group[0] as AmendedRow);
      const shared = sharedLength(before, type);
      before = type;
      return `!${shared.toString(36)} ${type.slice(shared)}\n${linesOf(group, pool, tails)}`;
    })
    .join('\n');
}

/** `<length shared with the path before>, <rest of the path>, <tail>, <versions>, <id>`, blanks between. */
function linesOf(group: readonly AmendedRow[], pool: Pool, tails: Pool): string {
  let before = '';
  return group
    .toSorted((a, b) => compare(pathOf(a), pathOf(b)) || compare(a.id, b.id))
    .map((row) => {
      const path = pathOf(row);
      const shared = sharedLength(before, path);
      before = path;
      const tail = tails.name(tailOf(row, pool));
      const columns = [shared.toString(36), path.slice(shared), tail, versionsOf(row) ?? '', idOf(row, path)];
      return columns.join(' ').trimEnd();
    })
    .join('\n');
}

/** Curated rows only. What the line says anyway is left out: `$t` type, `$s` type without its provider, `$p` path. */
function idOf(row: AmendedRow, path: string): string {
  if (row.tier !== 'curated') return '';
  const type = row.match.type ?? '';
  const short = type.slice(type.indexOf('_') + 1);
  const id = withoutLanguage(row.id);
  const withoutPath = path.length > 2 && id.endsWith(`#${path}`) ? `${id.slice(0, -path.length)}$p` : id;
  if (type !== '' && withoutPath.includes(type)) return withoutPath.replace(type, '$t');
  return short !== '' ? withoutPath.replace(short, '$s') : withoutPath;
}

function withoutLanguage(id: string): string {
  return id.replace(/^(?:bicep|tf)\./, '');
}

function pathOf({ match }: AmendedRow): string {
  return match.function === undefined ? (match.path ?? '') : `${match.function}()`;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Advice without what points at other rows of the source, which readers of a finding do not have. */
function wordsOf(advice: unknown): string | undefined {
  if (typeof advice !== 'string') return undefined;
  const words = advice.replace(
    /(?:^|[,;] |\s+\()see (?:its|app-setting|[\w.]+[.-])[\w.-]*(?: rows?)?\)?(?=$|[);])/,
    '',
  );
  return words === '' ? undefined : words;
}

/** What rows share, each undefined where the row has none of it. The reader takes them in this order. */
function fragmentsOf(row: AmendedRow): readonly unknown[] {
  const isCurated = row.tier === 'curated';
  const isSetting = row.kind === 'app-setting-host' || row.kind === 'app-setting';
  const { class: fixClass, alternative, ...fix } = row.fix;
  const { roles = [], other } = row.companion ?? {};
  return [
    [row.kind, row.profile, ruleOf(row), isCurated ? 1 : 0, CLASSES.indexOf(String(fixClass))],
    row.credential,
    wordsOf(alternative),
    fixOf(fix, pathOf(row)),
    undefinedIfEmpty({
      secure: row.secureValues,
      insecure: row.insecureValues,
      absent: absentOf(row),
      atMost: row.atMost,
      within: row.within,
      unless: row.unless,
      child: row.child,
      newName: row.newName && withoutLanguage(row.newName),
    }),
    undefinedIfEmpty({
      when: row.match.nameRegex === undefined ? row.when : undefined,
      nameRegex: row.match.nameRegex,
      valueRegex: row.match.valueRegex,
      nameAttribute: row.match.nameAttribute,
      hosts: row.hosts ?? row.match.hosts,
      shape: row.kind === 'app-setting-host' ? row.valueShape : undefined,
      relatedSwitch: row.relatedSwitch && withoutLanguage(row.relatedSwitch),
      identityTypes: row.identity?.typeValues?.filter((value) => value !== 'string'),
      isComputeHost: row.computeHost,
      isRequired: (row.required ?? row.identity?.required) || undefined,
    }),
    row.breaks,
    // Extracted rows are labelled by the folder of the provider, which says nothing to a reader.
    isCurated && !isSetting ? row.service : undefined,
    other,
    ...roles.map(({ name, id, scope }) => (scope === undefined ? [name, id] : [name, id, scope])),
  ];
}

/** The place in this list is the number in the table. */
export const CLASSES: readonly string[] = ['-', 'mechanical', 'mechanical-with-companion', 'guided', 'guidance'];

/** Bicep: first and suggested API version, the last where the property is gone; Terraform: majors that have it. */
function versionsOf({ versions }: AmendedRow): string | undefined {
  if (!versions) return undefined;
  if (versions.azurerm || versions.resourceIn) {
    const attribute = majors(versions.azurerm ?? versions.resourceIn ?? []);
    const resource = majors(versions.resourceIn ?? versions.azurerm ?? []);
    return attribute === resource ? attribute : `${attribute}/${resource}`;
  }
  const { first = '', suggest = versions.latestStable ?? '', last = '' } = versions;
  if (first === '' && suggest === '') return undefined;
  const isGone = versions.inLatestStable === false && last < suggest;
  return [first, suggest, ...(isGone ? [last] : [])].map(dayOf).join('/');
}

/** Days since 2010-01-01 in base 36, with `-` behind a preview: `2024-11-30-preview`. Empty for what is no date. */
function dayOf(version: string): string {
  const time = Date.parse(`${version.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(time)) return '';
  const day = (time - Date.UTC(2010, 0, 1)) / 86_400_000;
  return `${day.toString(36)}${version.endsWith('-preview') ? '-' : ''}`;
}

function majors(versions: readonly string[]): string {
  return versions.map((version) => version.split('.')[0]).join('');
}

/** What a rule does with a fix: words for people and what other resources look like stay out. */
function fixOf(fix: Readonly<Record<string, unknown>>, path: string): unknown {
  const used = [
    'set',
    'remove',
    'add',
    'onParent',
    'appSettings',
    'settings',
    'removeBlock',
    'addResource',
    'decorator',
  ];
  const kept = undefinedIfEmpty(Object.fromEntries(used.flatMap((name) => (name in fix ? [[name, fix[name]]] : []))));
  return kept && JSON.parse(withPlaceOf(JSON.stringify(kept), path));
}

/** The row's path as `$p` and the object around it as `$o`, so that equal fixes of different rows are the same text. */
function withPlaceOf(text: string, path: string): string {
  const around = path.slice(0, Math.max(path.lastIndexOf('.'), 0));
  const whole = path === '' ? text : text.replaceAll(`"${path}"`, '"$p"').replaceAll(`"${path}.`, '"$p.');
  return around === '' ? whole : whole.replaceAll(`"${around}"`, '"$o"').replaceAll(`"${around}.`, '"$o.');
}

function absentOf(row: AmendedRow): unknown {
  if (row.absent) return [row.absent.means, row.absent.isVerified ? 1 : 0];
  if (!row.default) return undefined;
  const { whenAbsent, source } = row.default;
  const isVerified = source === 'not verified' ? 0 : 1;
  const written = whenAbsent.match(/^"?([\w-]+)"?(?:$|[ ;,(])/)?.[1] ?? '';
  const isOneOf = (values: readonly unknown[] = []) => values.some((value) => String(value) === written);
  if (/^(?:allowed|resource absent = allowed|unset = enabled)/.test(whenAbsent)) return ['insecure', isVerified];
  if (isOneOf(row.insecureValues)) return ['insecure', isVerified];
  if (isOneOf(row.secureValues)) return ['secure', isVerified];
  return ['unknown', isVerified];
}

function undefinedIfEmpty(object: Readonly<Record<string, unknown>>): unknown {
  return Object.values(object).every((value) => value === undefined) ? undefined : object;
}
