import type { GraphClient } from '../graph/client.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { Fact, FactSection } from '../store/facts.ts';
import type { InventoryStore } from '../store/inventory-store.ts';
import type { GraphCollection } from './collections.ts';
import { ownersOf, trustsOf } from './graph-facts.ts';
import { idOf, listOf, type Raw } from './raw.ts';

/** Graph forgets what happened before. Source: "Use delta query", tokens of directory objects last seven days. */
const TOKEN_LIFE_MILLISECONDS = 6.5 * 86_400_000;

export interface ChangeOptions {
  readonly graph: GraphClient;
  readonly store: InventoryStore;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
}

/**
 * Keeps the place from which changes will be read later. Asked for before a full reading begins: a change during it is
 * read twice at worst.
 */
export async function markChanges(collection: GraphCollection, options: ChangeOptions): Promise<void> {
  const { graph, store, signal, now } = options;
  const { delta, what, section, version } = collection;
  if (delta === undefined) return;
  try {
    const path = `${delta}${delta.includes('?') ? '&' : '?'}$deltatoken=latest`;
    const { deltaLink } = await graph.page(path, { what, version, signal });
    const since = new Date(now()).toISOString();
    store.setDeltaLink(section, deltaLink === undefined ? undefined : { link: deltaLink, since, of: delta });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ServiceFailure)) throw error;
    // Without a place to read changes from, the next refresh reads everything.
    store.setDeltaLink(section, undefined);
  }
}

/**
 * Reads what changed since the last reading and applies it.
 * @param onChanged is told the ids of the objects on each page that changed and are still there
 * @returns whether it could: otherwise the collection has to be read in full
 * @throws ServiceFailure
 */
export async function readChanges<Section extends FactSection>(
  collection: GraphCollection<Section>,
  { graph, store, signal, now }: ChangeOptions,
  onChanged: (ids: readonly string[]) => void,
): Promise<boolean> {
  const { section, what, version, fact, delta } = collection;
  const mark = store.deltaLink(section);
  if (!mark || store.checkpoint(section) || store.sections[section]?.asOf === undefined) return false;
  // A link goes on with the properties it was made for, and an earlier version of Keyless asked for fewer.
  if (mark.of !== delta) return false;
  if (now() - Date.parse(mark.since) > TOKEN_LIFE_MILLISECONDS) return false;
  let link = mark.link;
  for (;;) {
    let page: Awaited<ReturnType<GraphClient['page']>>;
    try {
      page = await graph.page(link, { what, version, signal });
    } catch (error) {
      const isOld =
        error instanceof ServiceFailure && ['delta-expired', 'page-expired', 'rejected'].includes(error.kind);
      if (!isOld) throw error;
      store.setDeltaLink(section, undefined);
      return false;
    }
    const changed: string[] = [];
    const removed: string[] = [];
    const facts: Fact<Section>[] = [];
    for (const item of page.value as Raw[]) {
      const id = idOf(item['id']);
      if (id === undefined) continue;
      if (item['@removed'] !== undefined) removed.push(section === 'delegated-grants' ? String(item['id']) : id);
      else {
        const value = fact(item);
        if (value) facts.push(value);
        changed.push(id);
      }
    }
    const since = new Date(now()).toISOString();
    const next = page.deltaLink ?? page.nextLink;
    store.change(section, facts, removed, page.deltaLink === undefined ? undefined : since);
    store.setDeltaLink(section, next === undefined ? undefined : { link: next, since, of: mark.of });
    onChanged(changed);
    if (page.nextLink === undefined) return true;
    link = page.nextLink;
  }
}

/** Beyond so many changes it is looked whether reading everything takes fewer calls. */
const MANY_CHANGES = 400;
/** A page has 100 objects with what hangs on them, a batch 20. */
const PAGES_PAY_FROM = 1 / 5;

/** Reads again what hangs on objects that changed, of which Graph does not tell, beside the reading of the changes. */
export class Rereads {
  readonly #kind: 'applications' | 'servicePrincipals';
  readonly #options: ChangeOptions;
  readonly #running: Promise<void>[] = [];
  #count = 0;
  #areTooMany = false;
  /** Of the collection; counted when it is needed, which takes a moment. */
  #total: number | undefined;

  constructor(kind: 'applications' | 'servicePrincipals', options: ChangeOptions) {
    this.#kind = kind;
    this.#options = options;
  }

  /** Whether all had better be read; what was added from there on is not read. */
  get areTooMany(): boolean {
    return this.#areTooMany;
  }

  get isEmpty(): boolean {
    return this.#running.length === 0;
  }

  add(ids: readonly string[]): void {
    if (ids.length === 0 || this.#areTooMany) return;
    this.#count += ids.length;
    if (this.#count > MANY_CHANGES && this.#kind === 'applications') {
      this.#total ??= this.#options.store.count('applications');
      this.#areTooMany = this.#count > this.#total * PAGES_PAY_FROM;
    }
    if (this.#areTooMany) return;
    const running = rereadParts(this.#kind, ids, this.#options);
    // Its failure is told by `done`.
    running.catch(() => undefined);
    this.#running.push(running);
  }

  /** @throws ServiceFailure */
  async done(): Promise<void> {
    await Promise.all(this.#running);
  }
}

async function rereadParts(
  kind: 'applications' | 'servicePrincipals',
  objects: readonly string[],
  { graph, store, signal }: ChangeOptions,
): Promise<void> {
  const parts =
    kind === 'applications' ? (['federated-credentials', 'owners'] as const) : (['federated-credentials'] as const);
  await Promise.all(
    parts.map(async (section) => {
      const what = section === 'owners' ? 'the owners' : 'the federated credentials';
      const path =
        section === 'owners' ? 'owners?$select=id,displayName,userPrincipalName' : 'federatedIdentityCredentials';
      const answers = await graph.batch(
        objects.map((id) => ({ what, url: `/${kind}/${id}/${path}` })),
        { what, signal, version: 'beta' },
      );
      const facts: Fact<typeof section>[] = [];
      const removed: string[] = [];
      for (const [index, answer] of answers.entries()) {
        const id = objects[index] as string;
        if ('failure' in answer) continue;
        const items = listOf((answer.body as Raw | null)?.['value']);
        const value = section === 'owners' ? ownersOf(items) : trustsOf(items);
        if (value.length === 0) removed.push(id);
        else facts.push({ id, owner: id, value } as Fact<typeof section>);
      }
      store.change(section, facts, removed);
    }),
  );
}
