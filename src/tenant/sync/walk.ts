import { ServiceFailure } from '../request/failure.ts';
import type { Fact, FactSection } from '../store/facts.ts';
import type { Checkpoint, InventoryStore } from '../store/inventory-store.ts';
import type { Raw } from './raw.ts';

/** One page of a walk: its facts, made as they are gone through, and where the next one is. */
export interface WalkPage<Section extends FactSection> {
  readonly facts: Iterable<Fact<Section>>;
  readonly next: string | undefined;
}

export interface Walk<Section extends FactSection> {
  readonly section: Section;
  /** Where the walks start that read the section together; asked for once a reading. */
  starts(): Promise<readonly string[]>;
  page(place: string): Promise<WalkPage<Section>>;
}

/** Facts that are written at a time: the host answers a keystroke in between. */
const SLICE = 200;

/** A place of a page is refused as too old: how often a reading starts over before it gives up. */
const RESTARTS = 2;

/**
 * Reads a section to its end, from where an earlier reading stopped. Each page is written with the places of the next
 * ones. Where a place has become too old the reading starts over, and what was read stays until it is finished.
 * @throws ServiceFailure; the reading can be continued later
 */
export async function readSection<Section extends FactSection>(
  store: InventoryStore,
  walk: Walk<Section>,
  now: () => number,
): Promise<void> {
  let checkpoint = store.checkpoint(walk.section);
  for (let restart = 0; ; restart += 1) {
    checkpoint ??= store.begin(walk.section, await walk.starts());
    try {
      await readAll(store, walk, checkpoint);
      break;
    } catch (error) {
      const isExpired = error instanceof ServiceFailure && error.kind === 'page-expired';
      if (!isExpired || restart === RESTARTS) throw error;
      checkpoint = undefined;
    }
  }
  store.finish(walk.section, new Date(now()).toISOString());
}

async function readAll<Section extends FactSection>(
  store: InventoryStore,
  walk: Walk<Section>,
  checkpoint: Checkpoint,
): Promise<void> {
  const places: (string | null)[] = [...(checkpoint.next as readonly (string | null)[])];
  let failure: unknown;
  await Promise.all(
    places.map(async (start, index) => {
      for (let place = start; place !== null && failure === undefined; place = places[index] ?? null) {
        try {
          const { facts, next } = await walk.page(place);
          const { generation } = checkpoint;
          let isFirst = true;
          for (const slice of slices(facts)) {
            if (!isFirst) await new Promise((resolve) => setTimeout(resolve));
            isFirst = false;
            // Still with the place of this page: whoever is killed here reads it once more.
            store.write(walk.section, { facts: slice, checkpoint: { generation, next: [...places] } });
          }
          places[index] = next ?? null;
          store.write(walk.section, { facts: [], checkpoint: { generation, next: [...places] } });
        } catch (error) {
          failure ??= error;
        }
      }
    }),
  );
  if (failure !== undefined) throw failure;
}

/** Parts of what is gone through once, each to be gone through before the next one. */
function* slices<T>(items: Iterable<T>): Generator<Iterable<T>> {
  const iterator = items[Symbol.iterator]();
  let next = iterator.next();
  const slice = function* (): Generator<T> {
    for (let left = SLICE; left > 0 && !next.done; left -= 1) {
      yield next.value;
      next = iterator.next();
    }
  };
  while (!next.done) yield slice();
}

/** The facts that items of an answer state, one at a time. */
export function* factsOf<Section extends FactSection>(
  items: Iterable<unknown>,
  read: (item: Raw) => Fact<Section> | undefined,
): Generator<Fact<Section>> {
  for (const item of items) {
    if (typeof item !== 'object' || item === null) continue;
    const fact = read(item as Raw);
    if (fact) yield fact;
  }
}
