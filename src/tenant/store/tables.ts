import type { Fact, FactSection, FactTypes } from './facts.ts';
import type { Grouping, IdentityFilter, IdentityGroup, IdentityQuery, IdentityRows } from './query.ts';
import type { IdentitySummary } from './summary.ts';

/** What there is of each section; sections without facts are absent. */
export type FactsBySection = { readonly [Section in FactSection]?: readonly FactTypes[Section][] };

export interface OwnerlessFacts<Section extends FactSection> {
  readonly facts: readonly Fact<Section>[];
  readonly next: string | undefined;
}

/**
 * What a store is made of: facts by section and owner, summaries for lists, and a few named values. On disk it is
 * SQLite, without a disk it is memory; all meaning is in `InventoryStore`, which stands on either.
 */
export interface Tables {
  /** Everything in it happens, or nothing does. Not nested. On disk it is there a moment later, with those before it. */
  transaction<T>(work: () => T): T;
  /** @param generation of the reading that found it: a finished reading sweeps what it did not find */
  putFact<Section extends FactSection>(section: Section, fact: Fact<Section>, generation: number): void;
  /** @returns whose it was, undefined where there was none */
  removeFact(section: FactSection, id: string): string | undefined;
  /** All facts of one owner, by section; in each section by id. */
  factsOf(owner: string): FactsBySection;
  /** Removes facts of other generations. @returns whose they were */
  sweep(section: FactSection, generation: number): string[];
  /**
   * Looks at so many facts of a section by id.
   * @param after the id to go on behind
   * @returns those about a service principal that was not read, and the last id where there are more to look at
   */
  ownerlessFacts<Section extends FactSection>(section: Section, after: string, count: number): OwnerlessFacts<Section>;
  countFacts(section: FactSection): number;
  /** Which identity an object is: the owner of the fact of an application or a service principal. */
  clientOf(objectId: string): string | undefined;
  putSummary(summary: IdentitySummary): void;
  removeSummary(clientId: string): void;
  summary(clientId: string): IdentitySummary | undefined;
  query(query: IdentityQuery): IdentityRows;
  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[];
  /** All client ids after one, ascending. Safe to change what is iterated over. */
  clientIds(after?: string): Iterable<string>;
  /** When applications were created, ISO 8601: where so many parts begin that have about as many in each. */
  creationTimes(parts: number): readonly string[];
  value(name: string): unknown;
  /** Undefined removes it. Values are JSON. */
  setValue(name: string, value: unknown): void;
  close(): void;
}
