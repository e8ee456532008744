import { WORKLOADS, type Workload } from '../migrate/decision.ts';
import type { ToldPlace } from '../migrate/evidence/callers.ts';
import { UsageError } from './io.ts';
import { oneOf, type Parsed, parse, textOf } from './options.ts';

export interface PlanArguments {
  readonly command: 'plan';
  /** Client id or object id; undefined where a place tells. */
  readonly identity: string | undefined;
  /** A finding, or any other place, that tells which identity it is. */
  readonly finding: ToldPlace | undefined;
  /** A snapshot of the tenant's inventory. */
  readonly inventory: string;
  /** A folder; the current one unless given. */
  readonly workspace: string | undefined;
  readonly format: 'markdown' | 'json';
  /** Whether to write the plan into the workspace instead of printing it. */
  readonly write: boolean;
  readonly callers: readonly ToldPlace[];
  readonly runsOn: Workload | undefined;
  readonly clusterIssuer: string | undefined;
  readonly managedIdentity: string | undefined;
  readonly quietDays: number | undefined;
}

export interface VerifyArguments {
  readonly command: 'verify';
  /** The file of a plan. */
  readonly plan: string;
  readonly inventory: string | undefined;
  readonly workspace: string | undefined;
  readonly format: 'text' | 'json';
}

export const BACKLOG_FORMATS = ['text', 'markdown', 'csv', 'json', 'issues'] as const;

export interface BacklogArguments {
  readonly command: 'backlog';
  readonly inventory: string;
  readonly workspace: string | undefined;
  readonly format: (typeof BACKLOG_FORMATS)[number];
  /** A file, or a folder for issues; standard output where it is not given. */
  readonly output: string | undefined;
  readonly quietDays: number | undefined;
}

const TEXT = { type: 'string' } as const;

/** @throws UsageError */
export function parseBacklogArguments(args: readonly string[]): BacklogArguments {
  const options = { inventory: TEXT, workspace: TEXT, format: TEXT, output: TEXT, 'quiet-days': TEXT };
  const parsed = parse(args, options, 0);
  const format = oneOf('format', textOf(parsed, 'format'), BACKLOG_FORMATS) ?? 'text';
  const output = textOf(parsed, 'output');
  if (format === 'issues' && output === undefined) {
    throw new UsageError('--format issues writes a file for each identity: say into which folder, --output DIR.');
  }
  return {
    command: 'backlog',
    inventory: textOf(parsed, 'inventory') ?? missing('inventory'),
    workspace: textOf(parsed, 'workspace'),
    format,
    output,
    quietDays: daysOf(parsed),
  };
}

/** @throws UsageError */
export function parsePlanArguments(args: readonly string[]): PlanArguments {
  const parsed = parse(
    args,
    {
      identity: TEXT,
      finding: TEXT,
      inventory: TEXT,
      workspace: TEXT,
      format: TEXT,
      write: { type: 'boolean' },
      caller: { type: 'string', multiple: true },
      'runs-on': TEXT,
      'cluster-issuer': TEXT,
      'managed-identity': TEXT,
      'quiet-days': TEXT,
    },
    0,
  );
  const finding = textOf(parsed, 'finding');
  return {
    command: 'plan',
    identity: guidOf(parsed, 'identity') ?? (finding === undefined ? missing('identity') : undefined),
    finding: finding === undefined ? undefined : placeOf('finding', finding),
    inventory: textOf(parsed, 'inventory') ?? missing('inventory'),
    workspace: textOf(parsed, 'workspace'),
    format: oneOf('format', textOf(parsed, 'format'), ['markdown', 'json']) ?? 'markdown',
    write: parsed.values['write'] === true,
    callers: ((parsed.values['caller'] ?? []) as readonly string[]).map((place) => placeOf('caller', place)),
    runsOn: oneOf('runs-on', textOf(parsed, 'runs-on'), WORKLOADS),
    clusterIssuer: issuerOf(parsed),
    managedIdentity: guidOf(parsed, 'managed-identity'),
    quietDays: daysOf(parsed),
  };
}

/** @throws UsageError */
export function parseVerifyArguments(args: readonly string[]): VerifyArguments {
  const parsed = parse(args, { inventory: TEXT, workspace: TEXT, format: TEXT }, 1);
  const plan = parsed.positionals[0];
  if (plan === undefined) throw new UsageError('Which plan? Give the file: .keyless/plans/<name>.md.');
  return {
    command: 'verify',
    plan,
    inventory: textOf(parsed, 'inventory'),
    workspace: textOf(parsed, 'workspace'),
    format: oneOf('format', textOf(parsed, 'format'), ['text', 'json']) ?? 'text',
  };
}

function missing(name: string): never {
  throw new UsageError(`--${name} is missing.`);
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

function guidOf(parsed: Parsed, name: string): string | undefined {
  const value = textOf(parsed, name);
  if (value !== undefined && !GUID.test(value)) {
    throw new UsageError(`--${name} must be an id: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.`);
  }
  return value?.toLowerCase();
}

function placeOf(option: string, text: string): ToldPlace {
  const [, path, line] = /^(.+):([1-9][0-9]{0,6})$/u.exec(text) ?? [];
  if (path === undefined) throw new UsageError(`--${option} must be PATH:LINE.`);
  return { path: path.replaceAll('\\', '/').replace(/^\.\//u, ''), line: Number(line) };
}

function issuerOf(parsed: Parsed): string | undefined {
  const value = textOf(parsed, 'cluster-issuer');
  if (value !== undefined && !/^https:\/\/[^\s<>"']+$/u.test(value)) {
    throw new UsageError('--cluster-issuer must be the https address that the cluster shows as its OIDC issuer.');
  }
  return value;
}

function daysOf(parsed: Parsed): number | undefined {
  const value = textOf(parsed, 'quiet-days');
  if (value === undefined) return undefined;
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new UsageError('--quiet-days must be 1 to 365.');
  return days;
}
