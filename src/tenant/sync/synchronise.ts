import type { ArmClient } from '../arm/client.ts';
import type { GraphClient } from '../graph/client.ts';
import type { Cloud, Tenant } from '../model/inventory.ts';
import type { SectionName } from '../model/section.ts';
import type { FactSection } from '../store/facts.ts';
import type { InventoryStore } from '../store/inventory-store.ts';
import { QUERIES, subscriptionOf } from './azure-facts.ts';
import { markChanges, Rereads, readChanges } from './changes.ts';
import {
  APPLICATIONS,
  CREDENTIAL_SIGN_INS,
  DELEGATED_GRANTS,
  type GraphCollection,
  SERVICE_PRINCIPALS,
  SIGN_INS,
} from './collections.ts';
import { readAccessReviews, readAppManagement, readConditionalAccess, readDiagnosticSettings } from './policies.ts';
import { idOf, listOf, type Raw, textOf } from './raw.ts';
import { problemOf } from './requirements.ts';
import {
  azureRoleWalk,
  collectionWalk,
  directoryRoleWalk,
  hostWalk,
  managedIdentityWalk,
  permissionWalk,
  riskWalk,
} from './single-walks.ts';
import { sponsorWalk } from './sponsor-walk.ts';
import { expandedWalk } from './trust-walk.ts';
import { readSection, type Walk } from './walk.ts';

export interface SynchroniseOptions {
  readonly graph: GraphClient;
  /** Absent where nobody is signed in to Azure. */
  readonly arm: ArmClient | undefined;
  readonly store: InventoryStore;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly signal?: AbortSignal | undefined;
  readonly now?: () => number;
  /** Sections younger than this are not read again, in milliseconds. Collections with a record of changes always are. */
  readonly maxAge?: number;
  readonly onProgress?: (progress: SectionProgress) => void;
}

export interface SectionProgress {
  readonly section: SectionName;
  readonly state: 'reading' | 'done' | 'failed';
}

const DEFAULT_MAX_AGE = 3_600_000;
/** Identities that are looked at again at a time. */
const SETTLE = 300;

/**
 * Brings a store up to date: goes on where an earlier reading was stopped, reads changes where there is a record of
 * them, and everything else in full. A part that cannot be read says why and leaves the others alone.
 * @throws the signal's reason when cancelled; what was read by then stays, and the next run goes on from there
 */
export async function synchronise(options: SynchroniseOptions): Promise<void> {
  const run = new Run(options);
  // Once it was read, it says what it said before.
  const isKnown = options.store.header?.tenant.displayName !== undefined;
  const tenant = run.tenant();
  if (!isKnown) await tenant;
  await Promise.all([
    tenant,
    run.applications(),
    run.servicePrincipals(),
    run.tracked(DELEGATED_GRANTS),
    run.walk('directory-roles', () => directoryRoleWalk(options.graph, options.signal)),
    run.walk('application-permissions', () => permissionWalk(options.graph, options.signal)),
    run.globalOnly(SIGN_INS),
    run.globalOnly(CREDENTIAL_SIGN_INS),
    run.walk('risk', () => riskWalk(options.graph, options.signal)),
    run.plain('app-management-policies', () => readAppManagement(options)),
    run.plain('conditional-access', () => readConditionalAccess(options)),
    run.plain('access-reviews', () => readAccessReviews(options)),
    run.walk('sponsors', () => sponsorWalk(options.graph, options.signal)),
    run.azure(),
  ]);
  await run.managedIdentityTrusts();
  await run.settle();
}

class Run {
  readonly #options: SynchroniseOptions;
  readonly #now: () => number;
  #asksAzureForTrusts = false;

  constructor(options: SynchroniseOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Who the tenant is: what its own identities are told apart by. */
  async tenant(): Promise<void> {
    const { graph, store, tenantId, cloud, signal } = this.#options;
    const known: Tenant = store.header?.tenant ?? { id: tenantId.toLowerCase(), cloud };
    store.setTenant(known);
    try {
      const call = { what: 'the tenant', signal };
      const body = (await graph.read('/organization?$select=id,displayName,verifiedDomains', call)) as Raw | undefined;
      const item = listOf(body?.['value'])[0] as Raw | undefined;
      const displayName = textOf(item?.['displayName']);
      const domains = listOf(item?.['verifiedDomains']) as Raw[];
      const defaultDomain = textOf(domains.find((domain) => domain['isDefault'] === true)?.['name']);
      store.setTenant({
        ...known,
        id: idOf(item?.['id']) ?? known.id,
        ...(displayName !== undefined && { displayName }),
        ...(defaultDomain !== undefined && { defaultDomain }),
      });
    } catch {
      // Its name is all that is missing.
      signal?.throwIfAborted();
    }
  }

  async applications(): Promise<void> {
    const { graph, store, signal } = this.#options;
    const walks = ['federated-credentials', 'owners'] as const;
    const rereads = new Rereads('applications', this.#changeOptions);
    const wereRead = walks.every((section) => store.sections[section]?.asOf !== undefined);
    await this.tracked(APPLICATIONS, (ids) => wereRead && rereads.add(ids));
    if (!rereads.isEmpty) await this.#guarded('federated-credentials', () => rereads.done());
    const onManagedIdentitiesRefused = () => {
      this.#asksAzureForTrusts = true;
    };
    await Promise.all(
      walks.map((section) =>
        this.walk(
          section,
          () => expandedWalk(section, { graph, store, signal, onManagedIdentitiesRefused }),
          rereads.areTooMany,
        ),
      ),
    );
  }

  /** Reads the federated credentials of user-assigned identities from Azure, where Graph does not give them. */
  async managedIdentityTrusts(): Promise<void> {
    const { arm, store, signal } = this.#options;
    if (!arm || !this.#asksAzureForTrusts) return;
    await this.#guarded('managed-identities', () =>
      readSection(store, managedIdentityWalk({ arm, signal }, true), this.#now),
    );
  }

  async servicePrincipals(): Promise<void> {
    const { store } = this.#options;
    const rereads = new Rereads('servicePrincipals', this.#changeOptions);
    const wereRead = store.sections['federated-credentials']?.asOf !== undefined;
    const isManaged = (id: string) => store.identityOfObject(id)?.kind === 'managed-identity';
    await this.tracked(SERVICE_PRINCIPALS, (ids) => wereRead && rereads.add(ids.filter(isManaged)));
    if (!rereads.isEmpty) await this.#guarded('federated-credentials', () => rereads.done());
  }

  /** Says which managed identities have lost their resource, a few at a time, and which roles their holder. */
  async settle(): Promise<void> {
    const { store, signal } = this.#options;
    const turn = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    };
    while (store.settle(SETTLE)) await turn();
    for (const _ of store.compareRoles(new Date(this.#now()).toISOString())) await turn();
  }

  /** @param onChanged is told ids of what changed, where changes can be read */
  async tracked<Section extends FactSection>(
    collection: GraphCollection<Section>,
    onChanged: (ids: readonly string[]) => void = () => undefined,
  ): Promise<void> {
    const { graph, store, signal } = this.#options;
    const { section } = collection;
    await this.#guarded(section, async () => {
      if (await readChanges(collection, this.#changeOptions, onChanged)) return;
      if (!store.checkpoint(section)) await markChanges(collection as unknown as GraphCollection, this.#changeOptions);
      await readSection(store, collectionWalk(graph, collection, signal), this.#now);
    });
  }

  async collection<Section extends FactSection>(collection: GraphCollection<Section>): Promise<void> {
    await this.walk(collection.section, () => collectionWalk(this.#options.graph, collection, this.#options.signal));
  }

  async globalOnly<Section extends FactSection>(collection: GraphCollection<Section>): Promise<void> {
    if (this.#options.cloud === 'public') return this.collection(collection);
    this.#options.store.fail(collection.section, { kind: 'cloud', needs: [] });
  }

  async walk<Section extends FactSection>(
    section: Section,
    walk: () => Walk<Section>,
    isForced = false,
  ): Promise<void> {
    const { store } = this.#options;
    if (!isForced && !store.checkpoint(section) && this.#isFresh(section)) return;
    await this.#guarded(section, () => readSection(store, walk(), this.#now));
  }

  async plain(section: SectionName, read: () => Promise<void>): Promise<void> {
    if (this.#isFresh(section)) return;
    await this.#guarded(section, async () => {
      await read();
      this.#options.store.finishPlain(section, new Date(this.#now()).toISOString());
    });
  }

  async azure(): Promise<void> {
    const { arm, store, signal } = this.#options;
    if (!arm) {
      for (const section of ['managed-identities', 'hosts', 'azure-roles', 'diagnostic-settings'] as const) {
        store.fail(section, { kind: 'sign-in', needs: [] });
      }
      return;
    }
    const azure = { arm, signal };
    await Promise.all([
      this.#subscriptions(arm),
      this.walk('managed-identities', () => managedIdentityWalk(azure, false)),
      this.walk('hosts', () => hostWalk(azure)),
      this.walk('azure-roles', () => azureRoleWalk(azure)),
      this.plain('diagnostic-settings', () => readDiagnosticSettings(arm, this.#options)),
    ]);
  }

  async #subscriptions(arm: ArmClient): Promise<void> {
    const { store, signal } = this.#options;
    try {
      const page = await arm.query(QUERIES.subscriptions, undefined, { what: 'the subscriptions', signal });
      const found = [...page.rows].map((row) => subscriptionOf(row as Raw)).filter((each) => each !== undefined);
      store.setSubscriptions(found);
    } catch {
      // Their names are all that is missing; the sections of Azure say why.
      signal?.throwIfAborted();
    }
  }

  get #changeOptions() {
    const { graph, store, signal } = this.#options;
    return { graph, store, signal, now: this.#now };
  }

  #isFresh(section: SectionName): boolean {
    const { asOf, problem } = this.#options.store.sections[section] ?? {};
    if (asOf === undefined || problem !== undefined) return false;
    return this.#now() - Date.parse(asOf) < (this.#options.maxAge ?? DEFAULT_MAX_AGE);
  }

  async #guarded(section: SectionName, work: () => Promise<void>): Promise<void> {
    const { store, signal, onProgress } = this.#options;
    onProgress?.({ section, state: 'reading' });
    try {
      await work();
      onProgress?.({ section, state: 'done' });
    } catch (error) {
      onProgress?.({ section, state: 'failed' });
      if (signal?.aborted) {
        store.fail(section, { kind: 'incomplete', needs: [] });
        throw signal.reason;
      }
      store.fail(section, problemOf(section, error));
    }
  }
}
