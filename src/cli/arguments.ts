import { closest } from '../lint/closest.ts';
import { SEVERITIES, type Severity } from '../rules/finding.ts';
import { type AssessArguments, type DiffArguments, parseAssess, parseDiff } from './assessment-arguments.ts';
import {
  type CredentialArguments,
  type MatchArguments,
  parseCredential,
  parseMatch,
  parseSubjects,
  type SubjectsArguments,
} from './federation-arguments.ts';
import { UsageError } from './io.ts';
import {
  type BacklogArguments,
  type PlanArguments,
  parseBacklogArguments,
  parsePlanArguments,
  parseVerifyArguments,
  type VerifyArguments,
} from './migration-arguments.ts';
import { oneOf, parse, textOf } from './options.ts';
import { parseSimulate, type SimulateArguments } from './simulation-arguments.ts';
import { parseSnapshotArguments, type SnapshotArguments } from './snapshot-arguments.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface LintArguments {
  readonly command: 'lint';
  readonly paths: readonly string[];
  readonly format: Format;
  /** Undefined leaves it to the configuration. `never`: findings do not make the command fail. */
  readonly failOn: Severity | 'never' | undefined;
  readonly fix: 'safe' | 'all' | undefined;
  readonly dryRun: boolean;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly config: string | undefined;
  /** A snapshot of the tenant's inventory. */
  readonly inventory: string | undefined;
  /** The path standard input is linted as. */
  readonly stdinFilename: string | undefined;
  readonly threads: number | undefined;
}

export type Arguments =
  | LintArguments
  | SubjectsArguments
  | CredentialArguments
  | MatchArguments
  | PlanArguments
  | VerifyArguments
  | BacklogArguments
  | AssessArguments
  | DiffArguments
  | SimulateArguments
  | SnapshotArguments
  | { readonly command: 'rules'; readonly format: 'text' | 'json' }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'help'; readonly of: string | undefined }
  | { readonly command: 'version' };

const COMMANDS = [
  'lint',
  'rules',
  'explain',
  'subjects',
  'credential',
  'match',
  'assess',
  'diff',
  'simulate',
  'plan',
  'verify',
  'backlog',
  'snapshot',
  'help',
] as const;

/** @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h') return { command: 'help', of: undefined };
  if (command === '--version' || command === '-V') return { command: 'version' };
  if (rest.includes('--help') || rest.includes('-h')) return { command: 'help', of: command };
  switch (command) {
    case 'lint':
      return parseLint(rest);
    case 'subjects':
      return parseSubjects(rest);
    case 'credential':
      return parseCredential(rest);
    case 'match':
      return parseMatch(rest);
    case 'assess':
      return parseAssess(rest);
    case 'diff':
      return parseDiff(rest);
    case 'simulate':
      return parseSimulate(rest);
    case 'plan':
      return parsePlanArguments(rest);
    case 'verify':
      return parseVerifyArguments(rest);
    case 'backlog':
      return parseBacklogArguments(rest);
    case 'snapshot':
      return parseSnapshotArguments(rest);
    case 'rules':
      return {
        command,
        format:
          oneOf('format', parse(rest, { format: { type: 'string' } }, 0).values['format'], ['text', 'json']) ?? 'text',
      };
    case 'explain': {
      const rule = parse(rest, {}, 1).positionals[0];
      if (rule === undefined) throw new UsageError('Which rule? `keyless rules` lists all of them.');
      return { command, rule };
    }
    case 'help':
      return { command, of: parse(rest, {}, 1).positionals[0] };
    default: {
      const near = closest(command, COMMANDS);
      const hint = near ? ` Did you mean "${near}"?` : '';
      throw new UsageError(`Unknown command "${command}".${hint} \`keyless --help\` lists all of them.`);
    }
  }
}

function parseLint(args: readonly string[]): LintArguments {
  // `--fix` alone means `--fix=safe`; parseArgs knows no optional values.
  const normalised = args.map((arg) => (arg === '--fix' ? '--fix=safe' : arg));
  const parsed = parse(normalised, {
    format: { type: 'string', short: 'f' },
    'fail-on': { type: 'string' },
    fix: { type: 'string' },
    'dry-run': { type: 'boolean' },
    baseline: { type: 'string' },
    'update-baseline': { type: 'boolean' },
    config: { type: 'string', short: 'c' },
    inventory: { type: 'string' },
    stdin: { type: 'boolean' },
    'stdin-filename': { type: 'string' },
    threads: { type: 'string' },
  });
  const { values, positionals } = parsed;
  const text = (name: string) => textOf(parsed, name);
  const fix = oneOf('fix', text('fix'), ['safe', 'all']);
  const dryRun = values['dry-run'] === true;
  const isStdin = values['stdin'] === true || positionals.includes('-') || text('stdin-filename') !== undefined;
  if (dryRun && !fix) throw new UsageError('--dry-run shows what --fix would change: give both.');
  if (isStdin && positionals.some((path) => path !== '-')) throw new UsageError('Give either paths or --stdin.');
  if (isStdin && text('stdin-filename') === undefined) {
    throw new UsageError('--stdin needs --stdin-filename PATH: the name says what kind of file it is.');
  }
  if (values['update-baseline'] === true && text('baseline') === undefined) {
    throw new UsageError('--update-baseline needs --baseline FILE.');
  }
  return {
    command: 'lint',
    paths: positionals,
    format: oneOf('format', text('format'), FORMATS) ?? 'text',
    failOn: oneOf('fail-on', text('fail-on'), [...SEVERITIES, 'never']),
    fix,
    dryRun,
    baseline: text('baseline'),
    updateBaseline: values['update-baseline'] === true,
    config: text('config'),
    inventory: text('inventory'),
    stdinFilename: text('stdin-filename'),
    threads: threadCount(text('threads')),
  };
}

function threadCount(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new UsageError('--threads must be a number from 1 to 256.');
  return count;
}
