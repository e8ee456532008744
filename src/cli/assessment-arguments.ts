import { PRESETS, type Preset, THRESHOLD_NAMES, type Thresholds } from '../tenant/assessment/presets.ts';
import { ASSESSMENT_SEVERITIES, type AssessmentSeverity } from '../tenant/assessment/severity.ts';
import { CLOUDS } from '../tenant/model/inventory.ts';
import { UsageError } from './io.ts';
import { oneOf, type Parsed, parse, textOf } from './options.ts';
import type { TenantRequest } from './read-tenant.ts';
import { tenantOf } from './snapshot-arguments.ts';

export const ASSESSMENT_FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'csv'] as const;
export type AssessmentFormat = (typeof ASSESSMENT_FORMATS)[number];

export interface AssessArguments {
  readonly command: 'assess';
  /** A snapshot of the tenant's inventory, or the tenant itself. */
  readonly source: { readonly kind: 'file'; readonly file: string } | ({ readonly kind: 'tenant' } & TenantRequest);
  readonly preset: Preset;
  readonly thresholds: Partial<Thresholds>;
  /** The configuration with what is muted, in place of that of the current folder. */
  readonly config: string | undefined;
  readonly format: AssessmentFormat;
  /** A folder of snapshots of the same tenant. */
  readonly trend: string | undefined;
  /** `never`: failures do not make the command fail. */
  readonly failOn: AssessmentSeverity | 'never';
  /** Failing objects that the text lists for each check; undefined for all. */
  readonly limit: number | undefined;
}

export interface DiffArguments {
  readonly command: 'diff';
  readonly before: string;
  readonly after: string;
  readonly format: 'text' | 'json';
  readonly failOn: AssessmentSeverity | 'never';
}

const TEXT = { type: 'string' } as const;
const LEVELS = [...ASSESSMENT_SEVERITIES, 'never'] as const;
const USUAL_LIMIT = 10;

/** @throws UsageError */
export function parseAssess(args: readonly string[]): AssessArguments {
  const options = {
    inventory: TEXT,
    tenant: TEXT,
    cloud: TEXT,
    trend: TEXT,
    preset: TEXT,
    threshold: { type: 'string', multiple: true } as const,
    config: TEXT,
    format: { type: 'string', short: 'f' } as const,
    'fail-on': TEXT,
    all: { type: 'boolean' } as const,
  };
  const parsed = parse(args, options, 0);
  const thresholds = parsed.values['threshold'];
  return {
    command: 'assess',
    source: sourceOf(parsed),
    trend: textOf(parsed, 'trend'),
    preset: oneOf('preset', textOf(parsed, 'preset'), PRESETS) ?? 'microsoft',
    thresholds: Object.fromEntries((Array.isArray(thresholds) ? thresholds : []).map(thresholdOf)),
    config: textOf(parsed, 'config'),
    format: oneOf('format', textOf(parsed, 'format'), ASSESSMENT_FORMATS) ?? 'text',
    failOn: oneOf('fail-on', textOf(parsed, 'fail-on'), LEVELS) ?? 'high',
    limit: parsed.values['all'] === true ? undefined : USUAL_LIMIT,
  };
}

/** @throws UsageError */
function sourceOf(parsed: Parsed): AssessArguments['source'] {
  const file = textOf(parsed, 'inventory');
  const tenant = textOf(parsed, 'tenant');
  const cloud = oneOf('cloud', textOf(parsed, 'cloud'), CLOUDS);
  if ((file === undefined) === (tenant === undefined)) {
    throw new UsageError('Which tenant? Give a snapshot (--inventory FILE) or the tenant itself (--tenant ID).');
  }
  if (tenant !== undefined) return { kind: 'tenant', tenant: tenantOf(tenant), cloud: cloud ?? 'public' };
  if (cloud !== undefined) throw new UsageError('--cloud says where --tenant is; a snapshot knows it.');
  return { kind: 'file', file: file ?? '' };
}

/** @throws UsageError */
function thresholdOf(text: unknown): readonly [string, number] {
  const [, name = '', number = ''] = /^([A-Za-z]+)=(\d+)$/u.exec(String(text)) ?? [];
  if (!THRESHOLD_NAMES.some((known) => known === name) || !Number.isSafeInteger(Number(number))) {
    throw new UsageError(`--threshold must be NAME=NUMBER with one of ${THRESHOLD_NAMES.join(', ')}.`);
  }
  return [name, Number(number)];
}

/** @throws UsageError */
export function parseDiff(args: readonly string[]): DiffArguments {
  const parsed = parse(args, { format: { type: 'string', short: 'f' }, 'fail-on': TEXT }, 2);
  const [before, after] = parsed.positionals;
  if (before === undefined || after === undefined) {
    throw new UsageError('Give two snapshots of one tenant: keyless diff OLD NEW.');
  }
  return {
    command: 'diff',
    before,
    after,
    format: oneOf('format', textOf(parsed, 'format'), ['text', 'json']) ?? 'text',
    failOn: oneOf('fail-on', textOf(parsed, 'fail-on'), LEVELS) ?? 'never',
  };
}
