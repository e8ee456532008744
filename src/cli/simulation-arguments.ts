import { UsageError } from './io.ts';
import { oneOf, parse, textOf } from './options.ts';

export const SIMULATION_FORMATS = ['text', 'json', 'markdown', 'csv'] as const;
export type SimulationFormat = (typeof SIMULATION_FORMATS)[number];

export interface SimulateArguments {
  readonly command: 'simulate';
  /** Graph JSON or Terraform. */
  readonly policy: string;
  /** A snapshot of the tenant's inventory. */
  readonly inventory: string;
  /** Client ids or object ids that a custom policy is assigned to, beside those that the file says. */
  readonly assign: readonly string[];
  readonly format: SimulationFormat;
  readonly failOn: 'blocked' | 'never';
  /** Identities that the text lists for each outcome; undefined for all. */
  readonly limit: number | undefined;
}

const TEXT = { type: 'string' } as const;
const USUAL_LIMIT = 10;

/** @throws UsageError */
export function parseSimulate(args: readonly string[]): SimulateArguments {
  const parsed = parse(
    args,
    {
      policy: TEXT,
      inventory: TEXT,
      assign: { type: 'string', multiple: true },
      format: { type: 'string', short: 'f' },
      'fail-on': TEXT,
      all: { type: 'boolean' },
    },
    0,
  );
  const [policy, inventory] = [textOf(parsed, 'policy'), textOf(parsed, 'inventory')];
  if (policy === undefined)
    throw new UsageError('Which policy? Give a file of Graph JSON or Terraform: --policy FILE.');
  if (inventory === undefined) throw new UsageError('Which tenant? Give a snapshot: --inventory FILE.');
  const assign = parsed.values['assign'];
  return {
    command: 'simulate',
    policy,
    inventory,
    assign: Array.isArray(assign) ? assign : [],
    format: oneOf('format', textOf(parsed, 'format'), SIMULATION_FORMATS) ?? 'text',
    failOn: oneOf('fail-on', textOf(parsed, 'fail-on'), ['blocked', 'never']) ?? 'blocked',
    limit: parsed.values['all'] === true ? undefined : USUAL_LIMIT,
  };
}
