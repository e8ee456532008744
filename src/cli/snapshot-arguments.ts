import { CLOUDS, type Cloud } from '../tenant/model/inventory.ts';
import { UsageError } from './io.ts';
import { oneOf, parse, textOf } from './options.ts';

export interface SnapshotArguments {
  readonly command: 'snapshot';
  /** Id or domain. */
  readonly tenant: string;
  /** Standard output where undefined. */
  readonly output: string | undefined;
  readonly cloud: Cloud;
}

/** @throws UsageError */
export function parseSnapshotArguments(args: readonly string[]): SnapshotArguments {
  const parsed = parse(
    args,
    { tenant: { type: 'string' }, output: { type: 'string', short: 'o' }, cloud: { type: 'string' } },
    0,
  );
  const tenant = textOf(parsed, 'tenant');
  if (tenant === undefined) throw new UsageError('Which tenant? Give --tenant ID, its id or one of its domains.');
  return {
    command: 'snapshot',
    tenant: tenantOf(tenant),
    output: textOf(parsed, 'output'),
    cloud: oneOf('cloud', textOf(parsed, 'cloud'), CLOUDS) ?? 'public',
  };
}

/** It becomes part of a command line. @throws UsageError where it is neither an id nor a domain */
export function tenantOf(text: string): string {
  if (!/^[a-z\d][a-z\d.-]*$/i.test(text)) throw new UsageError('--tenant must be an id or a domain.');
  return text;
}
