/**
 * `npm run bench -- inventory [--apps N] [--json]`: how fast a tenant is read. The emulator runs in a process of its own
 * with 150 ms latency and the limits of Graph; the clients are the real ones, the store is a file.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { ArmClient } from '../../src/tenant/arm/client.ts';
import { GraphClient } from '../../src/tenant/graph/client.ts';
import type { TokenSource } from '../../src/tenant/request/token-source.ts';
import { InventoryStore } from '../../src/tenant/store/inventory-store.ts';
import type { SqliteDatabase } from '../../src/tenant/store/sqlite-schema.ts';
import { SqliteTables } from '../../src/tenant/store/sqlite-tables.ts';
import { type SynchroniseOptions, synchronise } from '../../src/tenant/sync/synchronise.ts';

const LATENCY_MILLISECONDS = 150;
const CHANGES = 1_000;
const KEYSTROKES = ['c', 'co', 'con', 'conto', 'contoso', 'contoso p', 'contoso pay', '0', '0a', 'x', 'api 1'];

interface Figures {
  readonly applications: number;
  readonly servicePrincipals: number;
  readonly firstRowsMilliseconds: number;
  readonly fullSyncMilliseconds: number;
  readonly cachedStartMilliseconds: number;
  readonly deltaMilliseconds: number;
  readonly searchMilliseconds: { readonly median: number; readonly worst: number };
  readonly groupsMilliseconds: number;
  readonly longestPauseMilliseconds: number;
  readonly memoryGrowthMegabytes: number;
  readonly requests: number;
  readonly resourceUnits: number;
  readonly storeMegabytes: number;
}

export async function benchInventory(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: { apps: { type: 'string', default: '5000' }, json: { type: 'boolean' } },
  });
  const applications = Number(values.apps);
  if (!Number.isInteger(applications) || applications < 1) throw new Error('--apps takes a number of applications.');
  const figures = await measure(applications);
  if (values.json) console.log(JSON.stringify(figures));
  else print(figures);
}

async function measure(applications: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'keyless-inventory-'));
  const path = join(folder, 'inventory.db');
  const emulator = await startEmulator(applications);
  try {
    const open = () => new InventoryStore(new SqliteTables(new DatabaseSync(path) as unknown as SqliteDatabase));
    const clients = await clientsOf(emulator.url);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let peak = before;
    let longest = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 10);
      last = performance.now();
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 10);
    let store = open();
    const options = { ...clients, tenantId: emulator.tenantId, cloud: 'public' } as const;
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
    const { requests, resourceUnits } = clients.graph.statistics;
    const problems = Object.entries(store.sections).filter(([name, { problem }]) => problem && !isReport(name));
    if (problems.length > 0) console.error(`Not everything was read: ${JSON.stringify(problems)}`);
    store.close();

    const cached = performance.now();
    store = open();
    const now = Date.now();
    const servicePrincipals = store.count('service-principals');
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

    await change(emulator.url, store);
    const delta = performance.now();
    await syncDirectory({ ...options, store });
    const deltaTime = performance.now() - delta;
    store.close();
    return {
      applications,
      servicePrincipals,
      firstRowsMilliseconds: Math.round(firstRows),
      fullSyncMilliseconds: Math.round(fullSync),
      cachedStartMilliseconds: Math.round(cachedStart),
      deltaMilliseconds: Math.round(deltaTime),
      searchMilliseconds: { median: round(times[Math.floor(times.length / 2)]), worst: round(times.at(-1)) },
      groupsMilliseconds: round(groupsTime),
      longestPauseMilliseconds: Math.round(longest),
      memoryGrowthMegabytes: Math.round((peak - before) / 1e6),
      requests,
      resourceUnits,
      storeMegabytes: Math.round(statSync(path).size / 1e6),
    };
  } finally {
    emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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

async function startEmulator(applications: number) {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../emulator/main.ts'),
      '--apps',
      String(applications),
      '--latency',
      String(LATENCY_MILLISECONDS),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const text = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/tenant \S+/.test(output)) resolve(output);
    });
    child.on('exit', (code) => reject(new Error(`The emulator ended with ${code}.`)));
  });
  const url = text.trim().split('\n')[0] ?? '';
  const tenantId = /tenant (\S+)/.exec(text)?.[1] ?? '';
  return { url, tenantId, stop: () => child.kill() };
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

/** Renames applications, as fast as the emulator lets it. */
async function change(url: string, store: InventoryStore): Promise<void> {
  const control = (latencyMilliseconds: number, isThrottling: boolean) =>
    fetch(`${url}/control/behaviour`, { method: 'PATCH', body: JSON.stringify({ latencyMilliseconds, isThrottling }) });
  await control(0, false);
  const { graph } = await clientsOf(url);
  const ids: string[] = [];
  for (const { applicationId } of store.applications()) {
    ids.push(applicationId);
    if (ids.length === CHANGES) break;
  }
  const call = { what: 'an application' };
  await Promise.all(
    ids.map((id, index) => graph.change('PATCH', `/applications/${id}`, { displayName: `Changed ${index}` }, call)),
  );
  await control(LATENCY_MILLISECONDS, true);
}

function round(value: number | undefined): number {
  return Math.round((value ?? Number.NaN) * 10) / 10;
}

function print(figures: Figures): void {
  const { applications, servicePrincipals, searchMilliseconds } = figures;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(
    `${applications} applications, ${servicePrincipals} service principals, ${LATENCY_MILLISECONDS} ms latency\n`,
  );
  const rows: readonly (readonly [string, string])[] = [
    ['first rows', seconds(figures.firstRowsMilliseconds)],
    ['full sync', seconds(figures.fullSyncMilliseconds)],
    ['cached start', `${figures.cachedStartMilliseconds} ms`],
    [`refresh after ${CHANGES} changes`, seconds(figures.deltaMilliseconds)],
    ['search, median and worst', `${searchMilliseconds.median} ms, ${searchMilliseconds.worst} ms`],
    ['groups by expiry', `${figures.groupsMilliseconds} ms`],
    ['longest pause of the host', `${figures.longestPauseMilliseconds} ms`],
    ['memory growth', `${figures.memoryGrowthMegabytes} MB`],
    ['requests, resource units', `${figures.requests}, ${figures.resourceUnits}`],
    ['store on disk', `${figures.storeMegabytes} MB`],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(30)} ${value}`);
}

if (import.meta.main) await benchInventory(process.argv.slice(2));
