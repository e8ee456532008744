import type { SourceDocument } from '../../model/document.ts';
import type { Confidence, Finding, FixSafety, Severity } from '../../rules/finding.ts';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { LintResult } from '../engine.ts';
import { fingerprints } from '../fingerprint.ts';

/** A span as people and SARIF count it: one-based lines and UTF-16 columns, the end column exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding that needs its file no more: places as lines and columns. Plain data, all reporters work on it. */
export interface ReportedFinding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly tags: readonly string[];
  /** Relative to the workspace folder, `/` between parts. */
  readonly path: string;
  readonly region: Region;
  readonly related: readonly { readonly message: string; readonly path: string; readonly region: Region }[];
  readonly fixes: readonly ReportedFix[];
  /** Survives moved lines; see fingerprint.ts. */
  readonly fingerprint: string;
  readonly suppression: Suppression | undefined;
}

export interface ReportedFix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly followUps: readonly string[];
  readonly edits: readonly { readonly path: string; readonly region: Region; readonly newText: string }[];
}

/** Why a finding is not to be acted on: a comment in the file, or the baseline. */
export interface Suppression {
  readonly kind: 'inSource' | 'external';
  readonly justification: string;
}

/** A failure of Keyless on one file, without anything that could quote the file. */
export interface ReportedError {
  readonly path: string;
  readonly ruleId: string | undefined;
  readonly name: string;
  readonly stack: string;
}

export interface FileReport {
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly ReportedError[];
}

/**
 * Puts the result of one file into words and places.
 * @param byUri finds the other files that findings point to; places in files it does not know are left out
 */
export function reportResult(
  document: SourceDocument,
  result: LintResult,
  byUri: (uri: string) => SourceDocument | undefined,
): FileReport {
  const suppressions = new Map<Finding, Suppression>(
    result.suppressed.map(({ finding, reason }) => [finding, { kind: 'inSource', justification: reason }]),
  );
  const all = [...result.findings, ...suppressions.keys()].sort((a, b) => a.range.start - b.range.start);
  const names = fingerprints(document, all);
  const find = (uri: string) => (uri === document.uri ? document : byUri(uri));
  return {
    path: document.path,
    findings: all.map((finding, index) => ({
      ruleId: finding.ruleId,
      messageId: finding.messageId,
      severity: finding.severity,
      confidence: finding.confidence,
      message: finding.message,
      tags: finding.tags,
      path: document.path,
      region: regionOf(document.source, finding.range),
      related: finding.related.flatMap(({ uri, range, message }) => {
        const target = find(uri);
        return target ? [{ message, path: target.path, region: regionOf(target.source, range) }] : [];
      }),
      fixes: reportFixes(finding, find),
      fingerprint: names[index] ?? '',
      suppression: suppressions.get(finding),
    })),
    errors: result.internalErrors.map(({ ruleId, name, stack }) => ({ path: document.path, ruleId, name, stack })),
  };
}

/** A fix of which one file is not known is left out whole: half a fix is none. */
function reportFixes(finding: Finding, find: (uri: string) => SourceDocument | undefined): readonly ReportedFix[] {
  return finding.fixes.flatMap(({ title, safety, followUps, edits }) => {
    const targets = edits.map((file) => ({ file, target: find(file.uri) }));
    if (targets.some(({ target }) => !target)) return [];
    return [
      {
        title,
        safety,
        followUps,
        edits: targets.flatMap(({ file, target }) =>
          target
            ? file.edits.map(({ range, newText }) => ({
                path: target.path,
                region: regionOf(target.source, range),
                newText,
              }))
            : [],
        ),
      },
    ];
  });
}

export function regionOf(source: SourceText, range: Range): Region {
  const start = source.positionAt(range.start);
  const end = source.positionAt(range.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
