/**
 * `npm run bench -- inventory [--apps N] [--json]`: how fast a tenant is read, and what that takes. The emulator runs in
 * a process of its own with 150 ms latency and the limits of Graph, what reads it in another (inventory-reader.ts);
 * the clients are the real ones, the store is a file.
 */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isAsPlanned, MARGIN, MARGIN_CALLS, plannedCalls } from './inventory-plan.ts';
import type { ReaderFigures } from './inventory-reader.ts';

const LATENCY_MILLISECONDS = 150;

/** What we want to reach, by the number of service principals. */
const GOALS: Readonly<Record<number, Goals>> = {
  10000: { fullSync: 15, cachedStart: 500, delta: 3, memory: 60 },
  100000: { fullSync: 60, cachedStart: 1_000, delta: 5, memory: 150 },
  500000: { fullSync: 300, cachedStart: 2_000, delta: 10, memory: 300 },
};

interface Goals {
  /** Seconds. */
  readonly fullSync: number;
  /** Milliseconds. */
  readonly cachedStart: number;
  /** Seconds. */
  readonly delta: number;
  /** Megabytes. */
  readonly memory: number;
}

export async function benchInventory(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: { apps: { type: 'string', default: '5000' }, json: { type: 'boolean' } },
  });
  const applications = Number(values.apps);
  if (!Number.isInteger(applications) || applications < 1) throw new Error('--apps takes a number of applications.');
  const figures = await measure(applications);
  if (values.json) console.log(JSON.stringify({ ...figures, planned: plannedCalls(figures.sizes) }));
  else print(figures);
}

async function measure(applications: number): Promise<ReaderFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'keyless-inventory-'));
  const emulator = await startEmulator(applications);
  try {
    const { url, tenantId } = emulator;
    const child = fork(join(import.meta.dirname, 'inventory-reader.ts'), [
      url,
      tenantId,
      join(folder, 'inventory.db'),
      String(LATENCY_MILLISECONDS),
    ]);
    return await new Promise<ReaderFigures>((resolve, reject) => {
      child.once('message', (figures) => resolve(figures as ReaderFigures));
      child.once('exit', (code) => reject(new Error(`The reader ended with ${code}.`)));
    });
  } finally {
    emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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

function print(figures: ReaderFigures): void {
  const { sizes, calls, searchMilliseconds, memoryGrowthMegabytes: memory } = figures;
  const goals = GOALS[sizes.servicePrincipals];
  const planned = plannedCalls(sizes);
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const against = (actual: number, plan: number) =>
    `${actual}, planned ${plan}${isAsPlanned(actual, plan) ? '' : `: more than ${MARGIN * 100} % and ${MARGIN_CALLS} apart`}`;
  console.log(
    `${sizes.applications} applications, ${sizes.servicePrincipals} service principals, ${LATENCY_MILLISECONDS} ms latency\n`,
  );
  const rows: readonly (readonly [name: string, value: string, goal?: string | undefined])[] = [
    ['first rows', seconds(figures.firstRowsMilliseconds), '2 s'],
    ['full sync', seconds(figures.fullSyncMilliseconds), goals && `${goals.fullSync} s`],
    ['cached start', `${figures.cachedStartMilliseconds} ms`, goals && `${goals.cachedStart} ms`],
    ['refresh after 1000 changes', seconds(figures.deltaMilliseconds), goals && `${goals.delta} s`],
    ['search, median and worst', `${searchMilliseconds.median} ms, ${searchMilliseconds.worst} ms`, '50 ms'],
    ['memory growth at its peak', `${memory.peak} MB`, goals && `${goals.memory} MB`],
    ['kept afterwards', `${memory.retained} MB, of it heap in use ${memory.retainedHeap} MB`],
    ['groups by expiry', `${figures.groupsMilliseconds} ms`],
    ['longest pause of the host', `${figures.longestPauseMilliseconds} ms`],
    ['requests to Graph', against(calls.graphRequests, planned.graphRequests)],
    ['resource units', against(calls.resourceUnits, planned.resourceUnits)],
    ['requests to Azure', against(calls.azureRequests, planned.azureRequests)],
    ['store on disk', `${figures.storeMegabytes} MB`],
  ];
  for (const [name, value, goal] of rows) {
    console.log(`${name.padEnd(30)} ${value}${goal === undefined ? '' : ` (goal ${goal})`}`);
  }
  for (const problem of figures.problems) console.log(`Not read: ${problem}`);
}

if (import.meta.main) await benchInventory(process.argv.slice(2));
