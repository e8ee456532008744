import { existsSync, readFileSync } from 'node:fs';
import {
  type Baseline,
  BaselineError,
  baselineText,
  createBaseline,
  inBaseline,
  parseBaseline,
} from '../lint/baseline.ts';
import type { ReportedFinding } from '../lint/report/reported.ts';
import { UsageError } from './io.ts';
import { writeFileAtomically } from './write-file.ts';

/** The baseline in a file. @throws UsageError where there is none, or it cannot be read */
export function readBaseline(path: string): Baseline {
  if (!existsSync(path)) {
    throw new UsageError(`There is no baseline ${path}. Take one with --baseline ${path} --update-baseline.`);
  }
  try {
    return parseBaseline(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof BaselineError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

export function writeBaseline(path: string, findings: readonly ReportedFinding[]): void {
  writeFileAtomically(path, baselineText(createBaseline(findings)));
}

/** The findings, those of the baseline marked as suppressed by it. */
export function applyBaseline(baseline: Baseline, findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.map((finding) =>
    !finding.suppression && inBaseline(baseline, finding)
      ? { ...finding, suppression: { kind: 'external', justification: 'In the baseline.' } }
      : finding,
  );
}
