import { resolve } from 'node:path';
import { VERSION } from '../lint/links.ts';
import { compareInventories } from '../tenant/assessment/changes/compare.ts';
import { changesJson, changesText } from '../tenant/assessment/changes/report.ts';
import { isAtLeast } from '../tenant/assessment/severity.ts';
import type { DiffArguments } from './assessment-arguments.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { readInventory } from './read-inventory.ts';

/** `keyless diff`. @throws UsageError */
export function diffCommand({ failOn, ...args }: DiffArguments, io: CliIo): ExitCode {
  const before = readInventory(resolve(io.cwd, args.before));
  const after = readInventory(resolve(io.cwd, args.after));
  if (before.tenant.id.toLowerCase() !== after.tenant.id.toLowerCase()) {
    throw new UsageError('These are snapshots of two tenants.');
  }
  if (Date.parse(before.asOf) > Date.parse(after.asOf)) {
    throw new UsageError(`${args.before} is the newer one: give the older snapshot first.`);
  }
  const comparison = compareInventories(before, after);
  io.out.write(
    args.format === 'json' ? changesJson(comparison, before, after, VERSION) : changesText(comparison, before, after),
  );
  const isWorse = comparison.changes.some(
    ({ severity }) => severity !== undefined && failOn !== 'never' && isAtLeast(severity, failOn),
  );
  return isWorse ? 1 : 0;
}
