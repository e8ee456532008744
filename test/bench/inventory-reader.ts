/**
 * The process that `npm run bench -- inventory` measures: it has what an extension host has of a tenant, its clients and
 * its store, the defaults of V8, and nothing else. It is started with an IPC channel and sends its figures over it.
 */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ArmClient } from '../../src/tenant/arm/client.ts';
import { GraphClient } from '../../src/tenant/graph/client.ts';
import type { TokenSource } from '../../src/tenant/request/token-source.ts';
import { InventoryStore } from '../../src/tenant/store/inventory-store.ts';
import type { SqliteDatabase } from '../../src/tenant/store/sqlite-schema.ts';
import { SqliteTables } from '../../src/tenant/store/sqlite-tables.ts';
import { type SynchroniseOptions, synchronise } from '../../src/tenant/sync/synchronise.ts';
import { actualCalls, type Calls, type EmulatorStatistics, sizesOf, type TenantSizes } from './inventory-plan.ts';

const KEYSTROKES = ['c', 'co', 'con', 'conto', 'contoso', 'contoso p', 'contoso pay', '0', '0a', 'x', 'api 1', 'pay'];
const CHANGES = 1_000;
/** So long after the reading it is looked at what was kept. */
const SETTLE_MILLISECONDS = 2_000;

export interface ReaderFigures {
  readonly sizes: TenantSizes;
  readonly firstRowsMilliseconds: number;
  readonly fullSyncMilliseconds: number;
  readonly cachedStartMilliseconds: number;
  readonly deltaMilliseconds: number;
  readonly searchMilliseconds: { readonly median: number; readonly worst: number };
  readonly groupsMilliseconds: number;
  readonly longestPauseMilliseconds: number;
  readonly memoryGrowthMegabytes: {
    /** The most resident memory during the full sync, above what it was before. */
    readonly peak: number;
    /** The same after it, when garbage was collected: freed pages that the allocators have not given back count. */
    readonly retained: number;
    /** Of the JavaScript heap alone, after a collection. */
    readonly retainedHeap: number;
  };
  readonly calls: Calls;
  readonly problems: readonly string[];
  readonly storeMegabytes: number;
}

async function measure(url: string, tenantId: string, path: string): Promise<ReaderFigures> {
  const open = () => new InventoryStore(new SqliteTables(new DatabaseSync(path) as unknown as SqliteDatabase));
  const clients = await clientsOf(url);
  const control = (what: object) => fetch(`${url}/control/behaviour`, { method: 'PATCH', body: JSON.stringify(what) });
  collectGarbage();
  const before = process.memoryUsage();
  let peak = before.rss;
  let longest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);

  let store = open();
  const options = { ...clients, tenantId, cloud: 'public' } as const;
  const start = performance.now();
  let firstRows = Number.NaN;
  const listener = store.onChange(() => {
    if (Number.isNaN(firstRows) && store.query({ now: Date.now(), limit: 50 }).rows.length > 0) {
      firstRows = performance.now() - start;
    }
  });
  await syncDirectory({ ...options, store });
  const fullSync = performance.now() - start;
  listener.dispose();
  clearInterval(pulse);
  const used = (await (await fetch(`${url}/control/statistics`)).json()) as EmulatorStatistics;
  const problems = Object.entries(store.sections).filter(([name, { problem }]) => problem && !isReport(name));
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
  collectGarbage();
  const after = process.memoryUsage();
  store.close();

  const cached = performance.now();
  store = open();
  const now = Date.now();
  const [group] = store.groups('kind', { now });
  store.query({ now, group: { by: 'kind', key: group?.key ?? '' }, limit: 200 });
  const cachedStart = performance.now() - cached;

  const groups = performance.now();
  store.groups('expiry', { now });
  const groupsTime = performance.now() - groups;

  const times = KEYSTROKES.map((text) => {
    const began = performance.now();
    store.query({ text, now, limit: 100 });
    return performance.now() - began;
  }).sort((a, b) => a - b);

  await control({ latencyMilliseconds: 0, isThrottling: false });
  await changeApplications(store, (await clientsOf(url)).graph);
  await control({ latencyMilliseconds: Number(process.argv[5]), isThrottling: true });
  const delta = performance.now();
  await syncDirectory({ ...options, store });
  const deltaTime = performance.now() - delta;
  const sizes = sizesOf(store);
  store.close();
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  return {
    sizes,
    firstRowsMilliseconds: Math.round(firstRows),
    fullSyncMilliseconds: Math.round(fullSync),
    cachedStartMilliseconds: Math.round(cachedStart),
    deltaMilliseconds: Math.round(deltaTime),
    searchMilliseconds: { median: round(times[Math.floor(times.length / 2)]), worst: round(times.at(-1)) },
    groupsMilliseconds: round(groupsTime),
    longestPauseMilliseconds: Math.round(longest),
    memoryGrowthMegabytes: {
      peak: megabytes(peak - before.rss),
      retained: megabytes(after.rss - before.rss),
      retainedHeap: megabytes(after.heapUsed - before.heapUsed),
    },
    calls: actualCalls(used),
    problems: problems.map(([name, { problem }]) => `${name}: ${problem?.kind}`),
    storeMegabytes: megabytes(statSync(path).size),
  };
}

/**
 * Reads everything but the reports on sign-ins, of which Graph gives 5 pages in 10 seconds: they go on in the
 * background for as long as they take, and are stopped here.
 */
async function syncDirectory(options: Omit<SynchroniseOptions, 'signal' | 'onProgress'>): Promise<void> {
  const controller = new AbortController();
  const reading = new Set<string>();
  const done = new Error('done');
  await synchronise({
    ...options,
    signal: controller.signal,
    onProgress: ({ section, state }) => {
      if (isReport(section)) return;
      if (state === 'reading') reading.add(section);
      else reading.delete(section);
      // A section that follows another begins before this is looked at.
      setTimeout(() => reading.size === 0 && controller.abort(done));
    },
  }).catch((error) => {
    if (error !== done) throw error;
  });
}

function isReport(section: string): boolean {
  return section === 'sign-ins' || section === 'credential-sign-ins';
}

async function clientsOf(url: string): Promise<{ graph: GraphClient; arm: ArmClient }> {
  const tokenFor = async (scope: string): Promise<string> => {
    const answer = await fetch(`${url}/control/token?scope=${encodeURIComponent(scope)}`);
    return ((await answer.json()) as { accessToken: string }).accessToken;
  };
  const source = (token: string): TokenSource => ({ getToken: async () => token });
  const graph = source(await tokenFor('https://graph.microsoft.com/.default'));
  const arm = source(await tokenFor('https://management.azure.com/.default'));
  return { graph: new GraphClient({ root: url, tokens: graph }), arm: new ArmClient({ root: url, tokens: arm }) };
}

async function changeApplications(store: InventoryStore, graph: GraphClient): Promise<void> {
  const ids: string[] = [];
  for (const { applicationId } of store.applications()) {
    ids.push(applicationId);
    if (ids.length === CHANGES) break;
  }
  const call = { what: 'an application' };
  await Promise.all(
    ids.map((id, index) => graph.change('PATCH', `/applications/${id}`, { displayName: `Changed ${index}` }, call)),
  );
}

/** As `--expose-gc` would let one, without the flag, which is no default. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
}

function round(value: number | undefined): number {
  return Math.round((value ?? Number.NaN) * 10) / 10;
}

const [url = '', tenantId = '', path = ''] = process.argv.slice(2);
const figures = await measure(url, tenantId, path);
process.send?.(figures, () => process.disconnect());
