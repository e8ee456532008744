import type { GraphClient } from '../graph/client.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { Fact } from '../store/facts.ts';
import type { InventoryStore } from '../store/inventory-store.ts';
import { ownersOf, trustsOf } from './graph-facts.ts';
import { idOf, type Raw } from './raw.ts';
import { factsOf, type Walk, type WalkPage } from './walk.ts';

/** A collection that comes with its object, 100 objects to a page. Source: "List applications", `$expand`. */
type Expanded = 'federated-credentials' | 'owners';

const PAGE = 100;
/** Applications from which several walks side by side are worth their calls. */
const SPLIT_FROM = 2_000;
const WALKS = 8;
/** Objects that one step of the fallback reads, 20 to a batch. */
const BATCH_STEP = 160;

const SPECIFICS = {
  'federated-credentials': {
    what: 'the federated credentials',
    expand: 'federatedIdentityCredentials',
    path: 'federatedIdentityCredentials',
    read: trustsOf,
  },
  owners: {
    what: 'the owners',
    expand: 'owners($select=id,displayName,userPrincipalName)',
    path: 'owners?$select=id,displayName,userPrincipalName',
    read: ownersOf,
  },
} as const;

export interface TrustWalkOptions {
  readonly graph: GraphClient;
  readonly store: InventoryStore;
  readonly signal?: AbortSignal | undefined;
  /** Graph does not give the federated credentials of managed identities: Azure has to be asked. */
  readonly onManagedIdentitiesRefused?: () => void;
}

/**
 * Reads what hangs on applications (and, for federated credentials, on managed identities) with the objects
 * themselves, in several walks side by side, each over those created in a span of time. Where Graph does not take the
 * query it is one walk, and where it does not take `$expand` it is batches over the applications that are known.
 */
export function expandedWalk<Section extends Expanded>(section: Section, options: TrustWalkOptions): Walk<Section> {
  const { graph, store, signal } = options;
  const { what, expand, path, read } = SPECIFICS[section];
  const call = { what, signal, version: 'beta' } as const;
  const query = (filter: string | undefined) =>
    `$top=${PAGE}&$select=id${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}&$expand=${expand}`;

  const factOf = (item: Raw, items: unknown): Fact<Section> | undefined => {
    const id = idOf(item['id']);
    const value = read(items);
    return id === undefined || value.length === 0 ? undefined : ({ id, owner: id, value } as unknown as Fact<Section>);
  };
  const name = section === 'owners' ? 'owners' : 'federatedIdentityCredentials';

  const batchPage = async (after: string): Promise<WalkPage<Section>> => {
    const ids = applicationsAfter(store, after);
    const parts = ids.map(({ applicationId }) => ({ what, url: `/applications/${applicationId}/${path}` }));
    const answers = await graph.batch(parts, call);
    const found: Fact<Section>[] = [];
    for (const [index, answer] of answers.entries()) {
      if ('failure' in answer) {
        // One that was deleted in the meantime is no failure of the reading.
        if (answer.failure.kind !== 'not-found') throw answer.failure;
        continue;
      }
      const fact = factOf({ id: ids[index]?.applicationId }, (answer.body as Raw | null)?.['value']);
      if (fact) found.push(fact);
    }
    const last = ids.at(-1)?.clientId;
    return { facts: found, next: ids.length < BATCH_STEP || last === undefined ? undefined : `batch:${last}` };
  };

  return {
    section,
    async starts() {
      const starts = spans(store).map((filter) => `/applications?${query(filter)}`);
      if (section === 'federated-credentials') {
        starts.push(...managedIdentityParts(store).map((filter) => `/servicePrincipals?${query(filter)}`));
      }
      return starts;
    },
    async page(place) {
      if (place.startsWith('batch:')) return batchPage(place.slice('batch:'.length));
      try {
        const page = await graph.list(place, call);
        return { facts: factsOf(page.items, (item) => factOf(item, item[name])), next: page.nextLink };
      } catch (error) {
        const isFirst = place.startsWith('/');
        if (!isFirst || !(error instanceof ServiceFailure) || error.kind !== 'rejected') throw error;
        if (place.startsWith('/servicePrincipals')) {
          if (place.includes(encodeURIComponent(FIRST_PART))) {
            return { facts: [], next: `/servicePrincipals?${query(MANAGED_IDENTITY)}` };
          }
          if (place.includes('startsWith')) return { facts: [], next: undefined };
          options.onManagedIdentitiesRefused?.();
          return { facts: [], next: undefined };
        }
        if (!place.includes('createdDateTime')) return { facts: [], next: 'batch:' };
        // The first of the walks goes on for all of them.
        return { facts: [], next: place.includes(FIRST_SPAN) ? `/applications?${query(undefined)}` : undefined };
      }
    },
  };
}

const MANAGED_IDENTITY = "servicePrincipalType eq 'ManagedIdentity'";
const FIRST_PART = "startsWith(appId,'0')";

/** Filters that split the managed identities by the first digit of their client id; one for few. */
function managedIdentityParts(store: InventoryStore): string[] {
  if (store.count('service-principals') < SPLIT_FROM) return [MANAGED_IDENTITY];
  return [...'0123456789abcdef'].map((digit) => `${MANAGED_IDENTITY} and startsWith(appId,'${digit}')`);
}

const FIRST_SPAN = encodeURIComponent('createdDateTime le ');

/** Filters that split the applications into spans of time with about as many in each; one `undefined` for few. */
function spans(store: InventoryStore): (string | undefined)[] {
  if (store.count('applications') < SPLIT_FROM) return [undefined];
  const limits = [...new Set(store.creationTimes(WALKS).slice(1))].sort();
  if (limits.length === 0) return [undefined];
  // `ge` and `le` are what Graph documents for this property; an application on a limit is read twice, which is harmless.
  return [
    `createdDateTime le ${limits[0]}`,
    ...limits.slice(1).map((limit, index) => `createdDateTime ge ${limits[index]} and createdDateTime le ${limit}`),
    `createdDateTime ge ${limits.at(-1)}`,
  ];
}

function applicationsAfter(store: InventoryStore, after: string): { clientId: string; applicationId: string }[] {
  const found: { clientId: string; applicationId: string }[] = [];
  for (const { clientId, applicationId } of store.applications(after)) {
    found.push({ clientId, applicationId });
    if (found.length === BATCH_STEP) break;
  }
  return found;
}
