import { BICEP, NAMES, POOL, TAILS, TERRAFORM, WORDS } from './data.ts';
import type {
  CatalogueRow,
  CompanionRole,
  FixClass,
  RowFix,
  RowKind,
  RowProfile,
  RowValue,
  RowVersions,
} from './row.ts';

/** The rows of one language by lower-cased type. A type is decoded when it is first asked for. */
export class Table {
  readonly #language: 'bicep' | 'terraform';
  readonly #sections: ReadonlyMap<string, Section>;
  readonly #decoded = new Map<string, readonly CatalogueRow[]>();

  constructor(language: 'bicep' | 'terraform') {
    this.#language = language;
    this.#sections = sectionsOf(language === 'bicep' ? BICEP : TERRAFORM);
  }

  get keys(): Iterable<string> {
    return this.#sections.keys();
  }

  rows(key: string): readonly CatalogueRow[] {
    const lower = key.toLowerCase();
    const section = this.#sections.get(lower);
    if (!section) return [];
    let rows = this.#decoded.get(lower);
    if (!rows) {
      rows = rowsOf(section, this.#language);
      this.#decoded.set(lower, rows);
    }
    return rows;
  }
}

interface Section {
  readonly key: string;
  readonly lines: readonly string[];
}

function sectionsOf(table: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let before = '';
  for (const text of expand(table).slice(1).split('\n!')) {
    const [head = '', ...lines] = text.split('\n');
    before = completed(head, before);
    sections.set(before.toLowerCase(), { key: before, lines });
  }
  return sections;
}

/** `<shared length> <rest>`: a text that begins as the one before it. */
function completed(line: string, before: string): string {
  const blank = line.indexOf(' ');
  if (blank < 0) return before.slice(0, Number.parseInt(line, 36));
  return before.slice(0, Number.parseInt(line.slice(0, blank), 36)) + line.slice(blank + 1);
}

function rowsOf({ key, lines }: Section, language: 'bicep' | 'terraform'): readonly CatalogueRow[] {
  let place = '';
  return lines.map((line) => {
    const [shared = '', rest = '', tail = '', versions = '', id = ''] = line.split(' ');
    place = place.slice(0, Number.parseInt(shared, 36)) + rest;
    const type = language === 'bicep' ? key : key.slice(key.indexOf('/') + 1);
    const prefix = key.startsWith('data/') ? 'data.' : '';
    return rowOf(key === 'setting' ? '' : type, place, tailOf(tail), versionsOf(versions, language), id, prefix);
  });
}

/** The columns of a row in the order in which the generator writes them. */
type Tail = readonly [
  head: readonly [RowKind, RowProfile, string, number, number],
  credential: string | undefined,
  alternative: string | undefined,
  fix: { readonly [name: string]: RowValue } | undefined,
  switches: Partial<Record<string, unknown>> | undefined,
  rest: Partial<Record<string, unknown>> | undefined,
  breaks: string | undefined,
  service: string | undefined,
  companion: string | undefined,
  ...roles: (readonly [string, string, string?])[],
];

const CLASSES: readonly FixClass[] = ['none', 'mechanical', 'mechanical-with-companion', 'guided', 'guidance'];

function rowOf(
  type: string,
  place: string,
  tail: Tail,
  versions: RowVersions,
  id: string,
  prefix: string,
): CatalogueRow {
  const [[kind, profile, rule, isCurated, fixClass], credential, alternative, fix, switches, rest] = tail;
  const [, , , , , , breaks, service, companion, ...roles] = tail;
  const functionName = place.endsWith('()') ? place.slice(0, -2) : undefined;
  const path = functionName === undefined ? place : '';
  const absent = switches?.['absent'] as readonly ['secure' | 'insecure' | 'unknown', number] | undefined;
  const extra = { ...switches, ...rest } as Partial<CatalogueRow>;
  return {
    id: isCurated ? idOf(id, type, place) : `${prefix}${type}#${place}`,
    tier: isCurated ? 'curated' : 'extracted',
    kind,
    profile,
    rule,
    type,
    path,
    functionName,
    service,
    credential,
    fix: fixOf(fix, place, alternative, CLASSES[fixClass] ?? 'none'),
    roles: roles.map(([name, roleId, scope]): CompanionRole => ({ name, id: roleId, scope })),
    companion,
    breaks,
    when: extra.when,
    secureValues: (switches?.['secure'] as readonly RowValue[] | undefined) ?? [],
    insecureValues: (switches?.['insecure'] as readonly RowValue[] | undefined) ?? [],
    absent: absent && { means: absent[0], isVerified: absent[1] === 1 },
    atMost: extra.atMost,
    newName: extra.newName,
    within: extra.within,
    unless: extra.unless,
    child: extra.child,
    versions,
    nameRegex: extra.nameRegex,
    valueRegex: extra.valueRegex,
    nameAttribute: extra.nameAttribute,
    hosts: extra.hosts ?? [],
    shape: extra.shape,
    relatedSwitch: extra.relatedSwitch,
    identityTypes: extra.identityTypes ?? [],
    isComputeHost: extra.isComputeHost ?? false,
    isRequired: extra.isRequired ?? false,
  };
}

function idOf(id: string, type: string, path: string): string {
  const short = type.slice(type.indexOf('_') + 1);
  return id
    .replace('$t', () => type)
    .replace('$s', () => short)
    .replace('$p', () => path);
}

function fixOf(
  parts: { readonly [name: string]: RowValue } | undefined,
  path: string,
  alternative: string | undefined,
  fixClass: FixClass,
): RowFix {
  const around = path.slice(0, Math.max(path.lastIndexOf('.'), 0));
  const placed = (text: string) => text.replace(/^\$p(?=$|\.)/, () => path).replace(/^\$o(?=$|\.)/, () => around);
  const fix = mapped(parts ?? {}, placed) as Partial<RowFix>;
  return {
    class: fixClass,
    alternative,
    set: fix.set ?? {},
    add: fix.add ?? {},
    remove: fix.remove ?? [],
    onParent: fix.onParent,
    appSettings: fix.appSettings,
    settings: fix.settings,
    removeBlock: fix.removeBlock ?? false,
    addResource: fix.addResource,
  };
}

/** A JSON value with every text and name in it replaced. */
function mapped(value: RowValue, replace: (text: string) => string): RowValue {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item: RowValue) => mapped(item, replace));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [replace(name), mapped(inner, replace)]));
}

function versionsOf(text: string, language: 'bicep' | 'terraform'): RowVersions {
  const [a = '', b = '', c = ''] = text.split('/');
  if (language === 'bicep') {
    return { first: dateOf(a), suggest: dateOf(b), last: dateOf(c), azurerm: [], resourceIn: [] };
  }
  const majors = (digits: string) => [...digits].map(Number);
  return {
    first: undefined,
    suggest: undefined,
    last: undefined,
    azurerm: majors(a),
    resourceIn: majors(text.includes('/') ? b : a),
  };
}

/** Days since 2010-01-01 in base 36, `-` behind them for a preview. */
function dateOf(text: string): string | undefined {
  if (text === '') return undefined;
  const isPreview = text.endsWith('-');
  const day = Number.parseInt(text, 36);
  const date = new Date(Date.UTC(2010, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
  return isPreview ? `${date}-preview` : date;
}

let pool: readonly string[] | undefined;
let tails: readonly string[] | undefined;
let words: ReadonlyMap<string, string> | undefined;
const fragments = new Map<string, unknown>();

function tailOf(name: string): Tail {
  tails ??= TAILS.split('\n');
  const columns = (tails[Number.parseInt(name, 36)] ?? '').split(' ');
  return columns.map((column) => (column === '' ? undefined : fragment(column))) as unknown as Tail;
}

function fragment(name: string): unknown {
  let value = fragments.get(name);
  if (value === undefined) {
    pool ??= expand(POOL).split('\n');
    value = JSON.parse(pool[Number.parseInt(name, 36)] ?? 'null');
    fragments.set(name, value);
  }
  return value;
}

/** Text with the words that `~` and a character stand for. */
function expand(text: string): string {
  const all = words ?? wordMap();
  words = all;
  return text.replace(/~(.)/g, (_, name: string) => all.get(name) ?? '');
}

function wordMap(): ReadonlyMap<string, string> {
  return new Map(WORDS.split('\n').map((word, index) => [NAMES[index] ?? '', word]));
}
