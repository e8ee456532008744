import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TrendOptions, trendPointOf } from '../tenant/assessment/report/judge-snapshot.ts';
import type { NamedPoint, Trend } from '../tenant/assessment/report/trend.ts';
import { parseSnapshot } from '../tenant/snapshot/parse.ts';
import { SnapshotError } from '../tenant/snapshot/problem.ts';
import { UsageError } from './io.ts';

/**
 * The trend over the snapshots in a folder; other files in it than `.json` are left alone.
 * @param folder absolute
 * @throws UsageError where there is no such folder
 */
export function readTrend(folder: string, options: TrendOptions): Trend {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder ${folder}.`);
  }
  const points: NamedPoint[] = [];
  const problems: { readonly name: string; readonly message: string }[] = [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  for (const name of names.sort()) {
    try {
      points.push({ ...trendPointOf(parseSnapshot(readFileSync(join(folder, name), 'utf8')), options), name });
    } catch (error) {
      problems.push({ name, message: reasonOf(error) });
    }
  }
  return { points, problems };
}

/** @throws what is neither a bad file nor a missing one */
function reasonOf(error: unknown): string {
  if (error instanceof SnapshotError) return error.message;
  if (error instanceof Error && 'syscall' in error) return 'The file cannot be read.';
  throw error;
}
