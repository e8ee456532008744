import type { Identity } from '../model/identity.ts';
import {
  type Inventory,
  type InventoryHeader,
  MAX_ORPHANED_ROLES,
  type OrphanedRole,
  type OrphanedRoles,
  type Subscription,
  type Tenant,
} from '../model/inventory.ts';
import type { TenantPolicies } from '../model/policies.ts';
import { isComplete, type SectionName, type SectionProblem, type Sections } from '../model/section.ts';
import { type AssembleContext, assemble } from './assemble.ts';
import { type Fact, type FactSection, NOT_SUMMARISED, OWNED_BY } from './facts.ts';
import type { InventorySource } from './inventory-source.ts';
import type { Grouping, IdentityFilter, IdentityGroup, IdentityQuery, IdentityRows } from './query.ts';
import { type IdentitySummary, summarise } from './summary.ts';
import type { FactsBySection, OwnerlessFacts, Tables } from './tables.ts';

/** Where a reading of a section stands; written in one transaction with the rows of the page before it. */
export interface Checkpoint {
  readonly generation: number;
  /** What the reader needs to go on, as it gave it: links of next pages. */
  readonly next: unknown;
}

/** The place from which changes of a collection are read. */
export interface DeltaMark {
  readonly link: string;
  /** When it was given, ISO 8601. */
  readonly since: string;
  /** The query that it goes on with. */
  readonly of?: string | undefined;
}

export interface FactPage<Section extends FactSection> {
  /** Gone through once: they may be made while they are written. */
  readonly facts: Iterable<Fact<Section>>;
  /** Ids in the section that are no more. */
  readonly removed?: readonly string[];
  readonly checkpoint: Checkpoint;
}

/**
 * The inventory of one tenant as one account sees it. It holds facts of calls, shows identities, and survives a kill at
 * any moment: a page is written with the place to go on from, or not at all. No secret and no token is ever in it.
 */
export class InventoryStore implements InventorySource {
  readonly #tables: Tables;
  readonly #listeners = new Set<() => void>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Calls back after every change, until disposed of. */
  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  get header(): InventoryHeader | undefined {
    const tenant = this.#tables.value('tenant') as Tenant | undefined;
    if (!tenant) return undefined;
    const sections = this.sections;
    const times = Object.values(sections).map((section) => section.asOf ?? '');
    const orphanedRoles = this.#tables.value('orphaned-roles') as OrphanedRoles | undefined;
    return {
      tenant,
      sections,
      asOf: times.sort().at(-1) ?? '',
      subscriptions: (this.#tables.value('subscriptions') as readonly Subscription[] | undefined) ?? [],
      policies: this.#policies,
      ...(orphanedRoles && { orphanedRoles }),
    };
  }

  get sections(): Sections {
    return (this.#tables.value('sections') as Sections | undefined) ?? {};
  }

  setTenant(tenant: Tenant): void {
    this.#tables.setValue('tenant', tenant);
    this.#changed();
  }

  setSubscriptions(subscriptions: readonly Subscription[]): void {
    this.#tables.setValue('subscriptions', subscriptions);
    this.#changed();
  }

  setPolicies(policies: Partial<TenantPolicies>): void {
    this.#tables.setValue('policies', { ...this.#policies, ...policies });
    this.#changed();
  }

  /** Looks which Azure roles belong to nobody in the directory, where both were read to the end; in short steps. */
  *compareRoles(asOf: string): Generator<void> {
    const { sections } = this;
    if (!isComplete(sections['azure-roles']) || !isComplete(sections['service-principals'])) return;
    const roles: OrphanedRole[] = [];
    for (let after: string | undefined = ''; after !== undefined && roles.length < MAX_ORPHANED_ROLES; ) {
      const step: OwnerlessFacts<'azure-roles'> = this.#tables.ownerlessFacts('azure-roles', after, COMPARED_AT_A_TIME);
      for (const { owner, value } of step.facts) roles.push({ ...value, principalId: owner });
      after = step.next;
      yield;
    }
    this.#tables.setValue('orphaned-roles', {
      asOf,
      roles: roles.slice(0, MAX_ORPHANED_ROLES),
    } satisfies OrphanedRoles);
    this.#changed();
  }

  /** Where an unfinished reading of a section stands. */
  checkpoint(section: FactSection): Checkpoint | undefined {
    return this.#tables.value(`checkpoint/${section}`) as Checkpoint | undefined;
  }

  /** Starts a new reading. What is there stays until the reading is finished and did not find it. */
  begin(section: FactSection, next: unknown): Checkpoint {
    return this.#tables.transaction(() => {
      const generation = Number(this.#tables.value(`generation/${section}`) ?? 0) + 1;
      const checkpoint = { generation, next };
      this.#tables.setValue(`generation/${section}`, generation);
      this.#tables.setValue(`checkpoint/${section}`, checkpoint);
      return checkpoint;
    });
  }

  /** Writes a page and where to go on from, together. */
  write<Section extends FactSection>(section: Section, page: FactPage<Section>): void {
    this.#tables.transaction(() => {
      this.#put(section, page.facts, page.removed ?? [], page.checkpoint.generation);
      this.#tables.setValue(`checkpoint/${section}`, page.checkpoint);
    });
    this.#changed();
  }

  /** Ends a reading: what it did not find is no more. */
  finish(section: FactSection, asOf: string): void {
    this.#tables.transaction(() => {
      const generation = Number(this.#tables.value(`generation/${section}`) ?? 0);
      const gone = this.#tables.sweep(section, generation);
      this.#tables.setValue(`checkpoint/${section}`, undefined);
      this.#putSection(section, { asOf });
      this.#refresh(section, gone);
      // Whether a resource is gone shows only when all that are there have been read.
      if (section === 'managed-identities' || section === 'hosts') this.#tables.setValue(STALE, '');
    });
    this.#changed();
  }

  /**
   * Looks again at some of the identities that a finished reading may have shown to be orphaned.
   * @returns whether there are more
   */
  settle(count: number): boolean {
    const after = this.#tables.value(STALE) as string | undefined;
    if (after === undefined) return false;
    this.#tables.transaction(() => {
      let last: string | undefined;
      let left = count;
      for (const clientId of this.#tables.clientIds(after)) {
        last = clientId;
        const { kind, servicePrincipalId } = this.#tables.summary(clientId) ?? {};
        if (kind === 'managed-identity' && servicePrincipalId !== undefined) {
          this.#refresh('managed-identities', [servicePrincipalId]);
        }
        left -= 1;
        if (left === 0) break;
      }
      this.#tables.setValue(STALE, left > 0 ? undefined : last);
    });
    this.#changed();
    return this.#tables.value(STALE) !== undefined;
  }

  /** Applies changes to a section that was read in full before: they are of its generation. */
  change<Section extends FactSection>(
    section: Section,
    facts: readonly Fact<Section>[],
    removed: readonly string[],
    asOf?: string,
  ): void {
    this.#tables.transaction(() => {
      this.#put(section, facts, removed, Number(this.#tables.value(`generation/${section}`) ?? 0));
      if (asOf !== undefined) this.#putSection(section, { asOf });
    });
    this.#changed();
  }

  /** A part that holds no facts of identities was read: policies, settings. */
  finishPlain(section: SectionName, asOf: string): void {
    this.#putSection(section, { asOf });
    this.#changed();
  }

  /** A reading ended otherwise than by finishing; what was read before stays. */
  fail(section: SectionName, problem: SectionProblem): void {
    const { asOf } = this.sections[section] ?? {};
    this.#putSection(section, { ...(asOf !== undefined && { asOf }), problem });
    this.#changed();
  }

  deltaLink(section: FactSection): DeltaMark | undefined {
    return this.#tables.value(`delta/${section}`) as DeltaMark | undefined;
  }

  setDeltaLink(section: FactSection, link: DeltaMark | undefined): void {
    this.#tables.setValue(`delta/${section}`, link);
  }

  /** When applications were created: the first of each of so many parts with about as many in each. */
  creationTimes(parts: number): readonly string[] {
    return this.#tables.creationTimes(parts);
  }

  count(section: FactSection): number {
    return this.#tables.countFacts(section);
  }

  identity(clientId: string): Identity | undefined {
    return assemble(clientId.toLowerCase(), this.#reader, this.#context);
  }

  /** @param objectId of an application or a service principal */
  identityOfObject(objectId: string): Identity | undefined {
    const clientId = this.#tables.clientOf(objectId.toLowerCase());
    return clientId === undefined ? undefined : this.identity(clientId);
  }

  summary(clientId: string): IdentitySummary | undefined {
    return this.#tables.summary(clientId.toLowerCase());
  }

  query(query: IdentityQuery): IdentityRows {
    return this.#tables.query(query);
  }

  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[] {
    return this.#tables.groups(by, filter);
  }

  /** All identities by client id, ascending; assembled one by one. */
  *identities(): Iterable<Identity> {
    for (const clientId of this.#tables.clientIds()) {
      const identity = this.identity(clientId);
      if (identity) yield identity;
    }
  }

  /** The tenant's own applications whose client id comes after one, ascending. */
  *applications(after = ''): Iterable<{ readonly clientId: string; readonly applicationId: string }> {
    for (const clientId of this.#tables.clientIds(after)) {
      const applicationId = this.#tables.summary(clientId)?.applicationId;
      if (applicationId !== undefined) yield { clientId, applicationId };
    }
  }

  /** Everything at once, for a snapshot; undefined before anything was read. */
  inventory(): Inventory | undefined {
    const { header } = this;
    return header && { ...header, identities: [...this.identities()] };
  }

  close(): void {
    this.#listeners.clear();
    this.#tables.close();
  }

  /** A store of an earlier version lacks what came later. */
  get #policies(): TenantPolicies {
    return { ...NO_POLICIES, ...(this.#tables.value('policies') as TenantPolicies | undefined) };
  }

  get #reader() {
    const nameOf = (objectId: string) => {
      const clientId = this.#tables.clientOf(objectId);
      return clientId === undefined ? undefined : this.#tables.summary(clientId)?.displayName;
    };
    const owners = new Map<string, FactsBySection>();
    const factsOf = (owner: string) => {
      let facts = owners.get(owner);
      if (!facts) {
        facts = this.#tables.factsOf(owner);
        owners.set(owner, facts);
      }
      return facts;
    };
    const read = <Section extends FactSection>(section: Section, owner: string) => factsOf(owner)[section] ?? [];
    return { read, nameOf };
  }

  get #context(): AssembleContext {
    const tenant = this.#tables.value('tenant') as Tenant | undefined;
    const { 'managed-identities': identities, hosts } = this.sections;
    const isWhole = (section: typeof hosts) => section?.asOf !== undefined && section.problem === undefined;
    return { tenantId: tenant?.id ?? '', knowsManagedIdentities: isWhole(identities), knowsHosts: isWhole(hosts) };
  }

  #put<Section extends FactSection>(
    section: Section,
    facts: Iterable<Fact<Section>>,
    removed: readonly string[],
    generation: number,
  ): void {
    const owners = new Set<string>();
    for (const fact of facts) {
      this.#tables.putFact(section, fact, generation);
      owners.add(fact.owner);
    }
    for (const id of removed) {
      const owner = this.#tables.removeFact(section, id);
      if (owner !== undefined) owners.add(owner);
    }
    this.#refresh(section, owners);
  }

  /** Makes the summaries of those anew whose facts have changed. */
  #refresh(section: FactSection, owners: Iterable<string>): void {
    if (NOT_SUMMARISED.has(section)) return;
    const context = this.#context;
    const done = new Set<string>();
    for (const owner of owners) {
      const clientId = OWNED_BY[section] === 'client-id' ? owner : this.#tables.clientOf(owner);
      if (clientId === undefined || done.has(clientId)) continue;
      done.add(clientId);
      const identity = assemble(clientId, this.#reader, context);
      if (identity) this.#tables.putSummary(summarise(identity));
      else this.#tables.removeSummary(clientId);
    }
  }

  #putSection(section: SectionName, value: Sections[SectionName]): void {
    this.#tables.setValue('sections', { ...this.sections, [section]: value });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The client id up to which identities were looked at again; absent where none need to be. */
const STALE = 'stale';

/** Role assignments that are looked at in one step: a few milliseconds. */
const COMPARED_AT_A_TIME = 2_000;

const NO_POLICIES: TenantPolicies = {
  appManagement: [],
  conditionalAccess: [],
  diagnosticSettings: [],
  accessReviews: [],
};
