import { FACT_SECTIONS, type Fact, type FactSection, type FactTypes } from './facts.ts';
import {
  compareGroups,
  type Grouping,
  type IdentityFilter,
  type IdentityGroup,
  type IdentityQuery,
  type IdentityRows,
  searchWords,
  sortName,
} from './query.ts';
import { condition, groupCondition, groupExpression, order } from './sqlite-query.ts';
import { prepareDatabase, type SqliteDatabase, type SqliteStatement, type SqliteValue } from './sqlite-schema.ts';
import { type IdentitySummary, NO_END } from './summary.ts';
import type { FactsBySection, OwnerlessFacts, Tables } from './tables.ts';

/** Rows that one step of a walk over all identities reads. */
const WALK_ROWS = 2_000;
const COMMIT_MILLISECONDS = 1_000;
/** Rows that stand for all of them where about is enough. */
const SAMPLE = 4_000;

/** Those that an index is over come first: SQLite writes the index again whenever one of them is named. */
const INDEXED = ['sort_name', 'kind', 'first_end'];
const OTHERS = [
  'ownership',
  'secret_until',
  'certificate_until',
  'secrets',
  'federated',
  'owners',
  'risky',
  'created',
  'last_sign_in',
  'summary',
];
const COLUMNS = [...INDEXED, ...OTHERS];
const INSERT_IDENTITY = `INSERT INTO identity (client_id, ${COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(COLUMNS.length)}) RETURNING number`;
const UPDATE_IDENTITY = updateOf(COLUMNS);
const UPDATE_OTHERS = updateOf(OTHERS);

function updateOf(columns: readonly string[]): string {
  return `UPDATE identity SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE number = ?`;
}

/** Tables in an SQLite database. */
export class SqliteTables implements Tables {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();
  /** Commits the open transaction; there while one is open. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws NewerSchemaError where a newer version of Keyless has written the file */
  constructor(database: SqliteDatabase) {
    prepareDatabase(database);
    this.#database = database;
  }

  transaction<T>(work: () => T): T {
    this.#open();
    this.#database.exec('SAVEPOINT work');
    try {
      return work();
    } catch (error) {
      this.#database.exec('ROLLBACK TO work');
      throw error;
    } finally {
      this.#database.exec('RELEASE work');
    }
  }

  putFact<Section extends FactSection>(section: Section, fact: Fact<Section>, generation: number): void {
    this.#statement('INSERT OR REPLACE INTO fact (section, id, owner, generation, value) VALUES (?, ?, ?, ?, ?)').run(
      numberOf(section),
      fact.id,
      fact.owner,
      generation,
      JSON.stringify(fact.value),
    );
  }

  removeFact(section: FactSection, id: string): string | undefined {
    const row = this.#statement('DELETE FROM fact WHERE section = ? AND id = ? RETURNING owner').get(
      numberOf(section),
      id,
    );
    return row?.['owner'] as string | undefined;
  }

  factsOf(owner: string): FactsBySection {
    const rows = this.#statement(
      'SELECT section, value FROM fact INDEXED BY fact_owner WHERE owner = ? ORDER BY section, id',
    ).all(owner);
    const found: { [Section in FactSection]?: unknown[] } = {};
    for (const row of rows) {
      const section = FACT_SECTIONS[row['section'] as number] as FactSection;
      const values = found[section] ?? [];
      values.push(JSON.parse(row['value'] as string));
      found[section] = values;
    }
    return found as FactsBySection;
  }

  sweep(section: FactSection, generation: number): string[] {
    const number = numberOf(section);
    const owners = this.#statement('SELECT DISTINCT owner FROM fact WHERE section = ? AND generation <> ?')
      .all(number, generation)
      .map((row) => row['owner'] as string);
    if (owners.length > 0) {
      this.#statement('DELETE FROM fact WHERE section = ? AND generation <> ?').run(number, generation);
    }
    return owners;
  }

  ownerlessFacts<Section extends FactSection>(section: Section, after: string, count: number): OwnerlessFacts<Section> {
    // Section 1 are the service principals.
    const rows = this.#statement(
      'SELECT id, owner, CASE WHEN EXISTS (SELECT 1 FROM fact WHERE section = 1 AND id = f.owner) THEN NULL ELSE value END AS value FROM fact AS f WHERE section = ? AND id > ? ORDER BY id LIMIT ?',
    ).all(numberOf(section), after, count);
    const facts = rows.flatMap(({ id, owner, value }): Fact<Section>[] =>
      value === null
        ? []
        : [{ id: id as string, owner: owner as string, value: JSON.parse(value as string) as FactTypes[Section] }],
    );
    return { facts, next: rows.length < count ? undefined : (rows.at(-1)?.['id'] as string) };
  }

  countFacts(section: FactSection): number {
    return Number(this.#statement('SELECT COUNT(*) AS n FROM fact WHERE section = ?').get(numberOf(section))?.['n']);
  }

  clientOf(objectId: string): string | undefined {
    // Applications and service principals belong to their client id.
    const row = this.#statement('SELECT owner FROM fact WHERE section IN (0, 1) AND id = ?').get(objectId);
    return row?.['owner'] as string | undefined;
  }

  putSummary(summary: IdentitySummary): void {
    const text = JSON.stringify(summary);
    const before = this.#statement('SELECT number, summary FROM identity WHERE client_id = ?').get(summary.clientId);
    if (before?.['summary'] === text) return;
    const indexed = indexedValues(summary);
    const others = [
      summary.ownership,
      summary.secretUntil ?? null,
      summary.certificateUntil ?? null,
      summary.secrets,
      summary.federatedCredentials,
      summary.owners.length,
      summary.isRisky ? 1 : 0,
      summary.created ?? '',
      summary.lastSignIn ?? '',
      text,
    ];
    if (!before) {
      const row = this.#statement(INSERT_IDENTITY).get(summary.clientId, ...indexed, ...others);
      const number = Number(row?.['number']);
      this.#putFacets(number, summary, undefined);
      this.#putName(number, summary, undefined);
      return;
    }
    const number = Number(before['number']);
    const old = JSON.parse(before['summary'] as string) as IdentitySummary;
    if (areEqual(indexed, indexedValues(old))) this.#statement(UPDATE_OTHERS).run(...others, number);
    else this.#statement(UPDATE_IDENTITY).run(...indexed, ...others, number);
    this.#putFacets(number, summary, old);
    this.#putName(number, summary, old);
  }

  removeSummary(clientId: string): void {
    const row = this.#statement('DELETE FROM identity WHERE client_id = ? RETURNING number').get(clientId);
    if (!row) return;
    this.#statement('DELETE FROM facet WHERE number = ?').run(Number(row['number']));
    this.#statement('DELETE FROM identity_text WHERE rowid = ?').run(Number(row['number']));
  }

  summary(clientId: string): IdentitySummary | undefined {
    const row = this.#statement('SELECT summary FROM identity WHERE client_id = ?').get(clientId);
    return row && (JSON.parse(row['summary'] as string) as IdentitySummary);
  }

  query(query: IdentityQuery): IdentityRows {
    const { group, sort = 'name', offset = 0, limit = -1, now } = query;
    const conditions = [condition(query), ...(group ? [groupCondition(group.by, group.key, now)] : [])];
    const where = conditions.map(({ text }) => text).join(' AND ');
    const values = conditions.flatMap((each) => each.values);
    // A search matches few, in rows far from each other: they are looked up once, for the list and its length.
    const isSearch = (query.text ?? '') !== '';
    const rows = this.#statement(
      `SELECT summary${isSearch ? ', COUNT(*) OVER () AS n' : ''} FROM identity WHERE ${where} ORDER BY ${order(sort)} LIMIT ? OFFSET ?`,
    ).all(...values, Number.isFinite(limit) ? limit : -1, offset);
    const isAll = offset === 0 && (limit < 0 || rows.length < limit);
    const counted = isAll ? rows.length : rows[0]?.['n'];
    const total = counted ?? this.#statement(`SELECT COUNT(*) AS n FROM identity WHERE ${where}`).get(...values)?.['n'];
    return { rows: rows.map((row) => JSON.parse(row['summary'] as string) as IdentitySummary), total: Number(total) };
  }

  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[] {
    const { text: where, values } = condition(filter);
    const expression = groupExpression(by, filter.now);
    if (!expression) return this.#facetGroups(by, where, values).sort(compareGroups(by));
    const rows = this.#statement(
      `SELECT ${expression.text} AS key, COUNT(*) AS n FROM identity WHERE ${where} GROUP BY 1`,
    ).all(...expression.values, ...values);
    return rows.map((row) => ({ key: String(row['key']), count: Number(row['n']) })).sort(compareGroups(by));
  }

  *clientIds(after = ''): Iterable<string> {
    const step = this.#statement('SELECT client_id FROM identity WHERE client_id > ? ORDER BY client_id LIMIT ?');
    for (let last = after; ; ) {
      const ids = step.all(last, WALK_ROWS).map((row) => row['client_id'] as string);
      yield* ids;
      if (ids.length < WALK_ROWS) return;
      last = ids.at(-1) as string;
    }
  }

  creationTimes(parts: number): readonly string[] {
    const last = Number(this.#statement('SELECT MAX(number) AS n FROM identity').get()?.['n'] ?? 0);
    const step = Math.max(1, Math.floor(last / SAMPLE));
    const numbers = Array.from({ length: Math.ceil(last / step) }, (_, index) => 1 + index * step);
    const rows = this.#statement(
      "SELECT created FROM identity WHERE number IN (SELECT value FROM json_each(?)) AND kind = 'application' AND created <> '' ORDER BY created",
    ).all(JSON.stringify(numbers));
    const times = rows.map((row) => row['created'] as string);
    const count = Math.min(parts, times.length);
    return Array.from({ length: count }, (_, part) => times[Math.floor((part * times.length) / count)] as string);
  }

  value(name: string): unknown {
    const row = this.#statement('SELECT value FROM value WHERE name = ?').get(name);
    return row && JSON.parse(row['value'] as string);
  }

  setValue(name: string, value: unknown): void {
    this.#open();
    if (value === undefined) this.#statement('DELETE FROM value WHERE name = ?').run(name);
    else this.#statement('INSERT OR REPLACE INTO value (name, value) VALUES (?, ?)').run(name, JSON.stringify(value));
  }

  close(): void {
    this.#commit();
    this.#statements.clear();
    this.#database.close();
  }

  /**
   * Writes of a second are committed together: identities stand in the order of random ids, so that each small commit
   * would write most of the pages that the next one writes again.
   */
  #open(): void {
    if (this.#timer !== undefined) return;
    this.#database.exec('BEGIN IMMEDIATE');
    this.#timer = setTimeout(() => this.#commit(), COMMIT_MILLISECONDS);
  }

  #commit(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#database.exec('COMMIT');
  }

  /** Counted in the table of facets, which is small, not by going through all rows. */
  #facetGroups(by: Grouping, where: string, values: readonly SqliteValue[]): IdentityGroup[] {
    const isMet = where === '1' ? '' : ` AND number IN (SELECT number FROM identity WHERE ${where})`;
    const rows = this.#statement(
      `SELECT value AS key, COUNT(*) AS n FROM facet WHERE name = ?${isMet} GROUP BY value`,
    ).all(by, ...values);
    const rest = this.#statement(
      `SELECT COUNT(*) AS n FROM identity WHERE (${where}) AND number NOT IN (SELECT number FROM facet WHERE name = ?)`,
    ).get(...values, by);
    const groups = rows.map((row) => ({ key: String(row['key']), count: Number(row['n']) }));
    const without = Number(rest?.['n'] ?? 0);
    return without === 0 ? groups : [...groups, { key: '', count: without }];
  }

  #putFacets(number: number, summary: IdentitySummary, old: IdentitySummary | undefined): void {
    for (const [name, valuesOf] of FACETS) {
      const values = valuesOf(summary);
      const before = old ? valuesOf(old) : NONE;
      if (areEqual(values, before)) continue;
      const remove = this.#statement('DELETE FROM facet WHERE name = ? AND value = ? AND number = ?');
      for (const value of before) if (!values.includes(value)) remove.run(name, value, number);
      const insert = this.#statement('INSERT OR IGNORE INTO facet (name, value, number) VALUES (?, ?, ?)');
      for (const value of values) if (!before.includes(value)) insert.run(name, value, number);
    }
  }

  #putName(number: number, { displayName }: IdentitySummary, old: IdentitySummary | undefined): void {
    if (old?.displayName === displayName) return;
    if (old) this.#statement('DELETE FROM identity_text WHERE rowid = ?').run(number);
    const words = searchWords(displayName).join(' ');
    this.#statement('INSERT INTO identity_text (rowid, text) VALUES (?, ?)').run(number, words);
  }

  #statement(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const NONE: readonly string[] = [];

/** What a row can have several of. */
const FACETS: readonly (readonly [string, (summary: IdentitySummary) => readonly string[]])[] = [
  ['end', ({ ends }) => ends],
  ['owner', ({ owners }) => owners],
  ['issuer', ({ issuers }) => issuers],
  ['subscription', ({ subscriptions }) => subscriptions],
];

function indexedValues(summary: IdentitySummary): readonly string[] {
  return [sortName(summary), summary.kind, summary.ends[0] ?? NO_END];
}

function areEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}

function numberOf(section: FactSection): number {
  return FACT_SECTIONS.indexOf(section);
}
