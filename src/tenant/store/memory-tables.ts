import type { Fact, FactSection, FactTypes } from './facts.ts';
import {
  compareGroups,
  EXPIRING_MILLISECONDS,
  expiryOf,
  type Grouping,
  type IdentityFilter,
  type IdentityGroup,
  type IdentityQuery,
  type IdentityRows,
  idsOf,
  type Sorting,
  searchedId,
  searchWords,
  sortName,
  strengthOf,
  UNUSED_MILLISECONDS,
} from './query.ts';
import { type IdentitySummary, NO_END } from './summary.ts';
import type { FactsBySection, OwnerlessFacts, Tables } from './tables.ts';

interface StoredFact {
  readonly owner: string;
  readonly value: FactTypes[FactSection];
  readonly generation: number;
}

/** Tables in memory, for hosts that have no disk or no SQLite: a browser, a snapshot that was opened. */
export class MemoryTables implements Tables {
  readonly #facts = new Map<FactSection, Map<string, StoredFact>>();
  /** Sections and ids of facts by owner. */
  readonly #owned = new Map<string, Set<string>>();
  readonly #summaries = new Map<string, IdentitySummary>();
  readonly #texts = new Map<string, readonly string[]>();
  readonly #values = new Map<string, unknown>();
  /** How to take back what the open transaction has done, last first. */
  #undo: (() => void)[] | undefined;

  transaction<T>(work: () => T): T {
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      return work();
    } catch (error) {
      this.#undo = undefined;
      for (const step of undo.toReversed()) step();
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }

  putFact<Section extends FactSection>(section: Section, fact: Fact<Section>, generation: number): void {
    this.removeFact(section, fact.id);
    this.#set(this.#section(section), fact.id, { owner: fact.owner, value: fact.value, generation });
    this.#own(section, fact.owner, fact.id, true);
  }

  removeFact(section: FactSection, id: string): string | undefined {
    const facts = this.#section(section);
    const fact = facts.get(id);
    if (!fact) return undefined;
    this.#set(facts, id, undefined);
    this.#own(section, fact.owner, id, false);
    return fact.owner;
  }

  factsOf(owner: string): FactsBySection {
    const found: { [Section in FactSection]?: unknown[] } = {};
    for (const key of [...(this.#owned.get(owner) ?? [])].sort()) {
      const [section, id] = split(key);
      const values = found[section] ?? [];
      values.push(this.#section(section).get(id)?.value);
      found[section] = values;
    }
    return found as FactsBySection;
  }

  sweep(section: FactSection, generation: number): string[] {
    const old = [...this.#section(section)].filter(([, fact]) => fact.generation !== generation);
    for (const [id] of old) this.removeFact(section, id);
    return [...new Set(old.map(([, fact]) => fact.owner))];
  }

  ownerlessFacts<Section extends FactSection>(section: Section): OwnerlessFacts<Section> {
    const principals = this.#section('service-principals');
    const facts = [...this.#section(section)]
      .filter(([, { owner }]) => !principals.has(owner))
      .sort(([a], [b]) => compare(a, b))
      .map(([id, { owner, value }]) => ({ id, owner, value: value as FactTypes[Section] }));
    // Nothing is read here: one look is as good as many.
    return { facts, next: undefined };
  }

  countFacts(section: FactSection): number {
    return this.#section(section).size;
  }

  clientOf(objectId: string): string | undefined {
    return (this.#section('applications').get(objectId) ?? this.#section('service-principals').get(objectId))?.owner;
  }

  putSummary(summary: IdentitySummary): void {
    this.#set(this.#summaries, summary.clientId, summary);
    this.#set(this.#texts, summary.clientId, searchWords(summary.displayName));
  }

  removeSummary(clientId: string): void {
    this.#set(this.#summaries, clientId, undefined);
    this.#set(this.#texts, clientId, undefined);
  }

  summary(clientId: string): IdentitySummary | undefined {
    return this.#summaries.get(clientId);
  }

  query(query: IdentityQuery): IdentityRows {
    const { group, sort = 'name', offset = 0, limit = Number.POSITIVE_INFINITY, now } = query;
    const found = this.#matching(query).filter(
      (summary) => !group || groupKeys(summary, group.by, now).includes(group.key),
    );
    found.sort(comparison(sort));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  }

  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[] {
    const counts = new Map<string, number>();
    for (const summary of this.#matching(filter)) {
      for (const key of groupKeys(summary, by, filter.now)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].map(([key, count]) => ({ key, count })).sort(compareGroups(by));
  }

  clientIds(after = ''): Iterable<string> {
    return [...this.#summaries.keys()].filter((clientId) => clientId > after).sort();
  }

  creationTimes(parts: number): readonly string[] {
    const all = [...this.#summaries.values()].filter(({ kind }) => kind === 'application');
    const times = all.map(({ created }) => created).filter((time) => time !== undefined);
    times.sort();
    const count = Math.min(parts, times.length);
    return Array.from({ length: count }, (_, part) => times[Math.floor((part * times.length) / count)] as string);
  }

  value(name: string): unknown {
    return this.#values.get(name);
  }

  setValue(name: string, value: unknown): void {
    this.#set(this.#values, name, value);
  }

  close(): void {
    for (const table of [this.#facts, this.#owned, this.#summaries, this.#texts, this.#values]) {
      table.clear();
    }
  }

  #section(section: FactSection): Map<string, StoredFact> {
    let facts = this.#facts.get(section);
    if (!facts) {
      facts = new Map();
      this.#facts.set(section, facts);
    }
    return facts;
  }

  #own(section: FactSection, owner: string, id: string, isOwned: boolean): void {
    let keys = this.#owned.get(owner);
    if (!keys) {
      keys = new Set();
      this.#owned.set(owner, keys);
    }
    const owned = keys;
    const key = `${section} ${id}`;
    if (isOwned) owned.add(key);
    else owned.delete(key);
    this.#undo?.push(() => (isOwned ? owned.delete(key) : owned.add(key)));
  }

  #set<Value>(table: Map<string, Value>, key: string, value: Value | undefined): void {
    const before = table.get(key);
    if (value === undefined) table.delete(key);
    else table.set(key, value);
    this.#undo?.push(() => (before === undefined ? table.delete(key) : table.set(key, before)));
  }

  #matching(filter: IdentityFilter & { readonly now: number }): IdentitySummary[] {
    const words = searchWords(filter.text ?? '');
    const id = searchedId(filter.text ?? '');
    const only = filter.clientIds && new Set(filter.clientIds);
    return [...this.#summaries.values()].filter((summary) => {
      if (only && !only.has(summary.clientId)) return false;
      if (!holds(summary, filter)) return false;
      if (words.length === 0) return true;
      if (id !== undefined && idsOf(summary).some((each) => each.startsWith(id))) return true;
      const name = this.#texts.get(summary.clientId) ?? [];
      return words.every((word) => name.some((each) => each.startsWith(word)));
    });
  }
}

function split(key: string): readonly [FactSection, string] {
  const end = key.indexOf(' ');
  return [key.slice(0, end) as FactSection, key.slice(end + 1)];
}

function holds(summary: IdentitySummary, filter: IdentityFilter & { readonly now: number }): boolean {
  const now = new Date(filter.now).toISOString();
  const soon = new Date(filter.now + EXPIRING_MILLISECONDS).toISOString();
  const longAgo = new Date(filter.now - UNUSED_MILLISECONDS).toISOString();
  return (
    (filter.kind === undefined || summary.kind === filter.kind) &&
    (filter.ownership === undefined || filter.ownership.includes(summary.ownership)) &&
    (!filter.expired || summary.ends.some((end) => end <= now)) &&
    (!filter.expiring || summary.ends.some((end) => end > now && end <= soon)) &&
    (!filter.withSecrets || summary.secrets > 0) &&
    (!filter.federated || summary.federatedCredentials > 0) &&
    (!filter.unused || ((summary.lastSignIn ?? '') < longAgo && (summary.created ?? '') < longAgo)) &&
    (!filter.risky || summary.isRisky) &&
    (!filter.ownerless || summary.owners.length === 0)
  );
}

function groupKeys(summary: IdentitySummary, by: Grouping, now: number): readonly string[] {
  if (by === 'kind') return [summary.kind];
  if (by === 'expiry') return [expiryOf(summary, now)];
  if (by === 'strength') return [strengthOf(summary, now)];
  const values = by === 'owner' ? summary.owners : by === 'issuer' ? summary.issuers : summary.subscriptions;
  return values.length === 0 ? [''] : values;
}

function comparison(sort: Sorting): (a: IdentitySummary, b: IdentitySummary) => number {
  const byName = (a: IdentitySummary, b: IdentitySummary) =>
    compare(sortName(a), sortName(b)) || compare(a.clientId, b.clientId);
  if (sort === 'name') return byName;
  if (sort === 'expiry') return (a, b) => compare(a.ends[0] ?? NO_END, b.ends[0] ?? NO_END) || byName(a, b);
  // The latest first; those without a time last.
  const time = (each: IdentitySummary) => (sort === 'created' ? each.created : each.lastSignIn) ?? '';
  return (a, b) => compare(time(b), time(a)) || byName(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
