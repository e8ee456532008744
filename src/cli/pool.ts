import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileReport } from '../lint/report/reported.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import { type LintSettings, lintFiles } from './lint-files.ts';
import type { WorkerInput } from './worker.ts';

export interface PoolOptions {
  readonly root: string;
  readonly paths: readonly string[];
  /** All files of the workspace folder, where `paths` are not all of them. */
  readonly candidates: readonly string[] | undefined;
  readonly settings: LintSettings;
  /** The script of the worker threads. */
  readonly workerFile: string;
  /** As many as there are cores unless given. */
  readonly threads: number | undefined;
}

/** Below this many files one thread is done before a second one has started. */
const FILES_WORTH_A_THREAD = 150;
const BATCH_SIZE = 24;

/** Lints files with the cores there are: this thread works too, each takes the next batch when it is free. */
export async function lintInParallel(options: PoolOptions): Promise<readonly FileReport[]> {
  const { root, paths, candidates, settings } = options;
  const limit = options.threads ?? Math.min(availableParallelism(), Math.ceil(paths.length / FILES_WORTH_A_THREAD));
  const batches = new Batches(paths);
  const reports: FileReport[] = [];
  const input: WorkerInput = { root, candidates, settings };
  const workers = Array.from({ length: limit - 1 }, () => runWorker(options.workerFile, input, batches, reports));

  const workspace = new DiskWorkspace(root, candidates);
  for (let batch = batches.next(); batch; batch = batches.next()) {
    reports.push(...lintFiles(workspace, batch, settings));
    // Lets the messages of the workers in, which ask for their next batch.
    if (workers.length > 0) await new Promise(setImmediate);
  }
  await Promise.all(workers);
  return reports;
}

/** Neighbours stay together: they call the same modules. */
class Batches {
  readonly #paths: readonly string[];
  #at = 0;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  next(): readonly string[] | undefined {
    const batch = this.#paths.slice(this.#at, this.#at + BATCH_SIZE);
    this.#at += batch.length;
    return batch.length > 0 ? batch : undefined;
  }
}

function runWorker(file: string, input: WorkerInput, batches: Batches, reports: FileReport[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: input });
    let pending = 0;
    const feed = () => {
      const batch = batches.next();
      if (batch) {
        pending += 1;
        worker.postMessage(batch);
      } else if (pending === 0) worker.terminate().then(() => resolve(), reject);
    };
    worker.on('message', (result: readonly FileReport[]) => {
      pending -= 1;
      reports.push(...result);
      feed();
    });
    worker.on('error', reject);
    // Two batches at first: it has something to do while the answer to the first one is on its way.
    feed();
    if (pending > 0) feed();
  });
}
