import { compareText } from './findings.ts';

/** Findings that were there when the baseline was taken: by path and rule, their fingerprints. Sorted, for small diffs. */
export interface Baseline {
  readonly version: 1;
  readonly findings: { readonly [path: string]: { readonly [ruleId: string]: readonly string[] } };
}

/** What a finding needs to be found in a baseline. */
export interface BaselineKey {
  readonly path: string;
  readonly ruleId: string;
  readonly fingerprint: string;
}

export class BaselineError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BaselineError';
  }
}

export function createBaseline(findings: readonly BaselineKey[]): Baseline {
  const byPath: { [path: string]: { [ruleId: string]: string[] } } = {};
  const order = (a: BaselineKey, b: BaselineKey) =>
    compareText(a.path, b.path) || compareText(a.ruleId, b.ruleId) || compareText(a.fingerprint, b.fingerprint);
  for (const { path, ruleId, fingerprint } of [...findings].sort(order)) {
    byPath[path] ??= {};
    byPath[path][ruleId] ??= [];
    byPath[path][ruleId].push(fingerprint);
  }
  return { version: 1, findings: byPath };
}

export function inBaseline(baseline: Baseline, { path, ruleId, fingerprint }: BaselineKey): boolean {
  if (!Object.hasOwn(baseline.findings, path)) return false;
  const rules = baseline.findings[path] ?? {};
  return Object.hasOwn(rules, ruleId) && (rules[ruleId] ?? []).includes(fingerprint);
}

export function countBaseline(baseline: Baseline): number {
  return Object.values(baseline.findings)
    .flatMap((rules) => Object.values(rules))
    .reduce((sum, fingerprints) => sum + fingerprints.length, 0);
}

/** @throws BaselineError saying what is wrong with the text */
export function parseBaseline(text: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new BaselineError('The baseline is not valid JSON. Take it again with --update-baseline.', { cause });
  }
  if (!isRecord(data) || data['version'] !== 1 || !isRecord(data['findings'])) {
    throw new BaselineError('The file is not a baseline of this version. Take it again with --update-baseline.');
  }
  for (const rules of Object.values(data['findings'])) {
    const isSound = isRecord(rules) && Object.values(rules).every((list) => Array.isArray(list));
    if (!isSound) throw new BaselineError('The baseline is damaged. Take it again with --update-baseline.');
  }
  return { version: 1, findings: data['findings'] as Baseline['findings'] };
}

export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
