import type { Finding, Fix, Severity } from '../rules/finding.ts';
import { SEVERITIES } from '../rules/finding.ts';
import type { Report, Rule } from '../rules/rule.ts';
import { OverlappingEditsError, sortEdits } from '../text/text-edit.ts';
import { type Configuration, ruleConfiguration } from './configuration.ts';
import { fillMessage } from './message.ts';

/**
 * The finding of a report; `undefined` where the configuration turns the rule off.
 * @throws MessageError where the report does not fit the rule's messages
 */
export function findingOf(rule: Rule, report: Report, uri: string, configuration: Configuration): Finding | undefined {
  const { level } = ruleConfiguration(configuration, rule.id);
  if (level === 'off') return undefined;
  return {
    ruleId: rule.id,
    messageId: report.messageId,
    severity: level ?? report.severity ?? rule.severity,
    confidence: report.confidence ?? 'high',
    message: fillMessage(rule, report),
    uri,
    range: report.range,
    related: report.related ?? [],
    tags: rule.tags,
    fixes: (report.fixes ?? []).filter(isCoherent),
  };
}

/** The same for the engine's own rules, whose message ids the type checks. */
export function engineFinding<MessageId extends string>(
  rule: Rule<MessageId>,
  report: Report<MessageId> & { readonly uri: string },
  configuration: Configuration,
): Finding | undefined {
  return findingOf(rule, report, report.uri, configuration);
}

/**
 * Whether a fix can be applied. In a text that is half typed, parts of a fix may meet at one place: a resource that is
 * declared twice, an end that is a beginning. Such a fix is not offered; the finding stands.
 */
function isCoherent({ edits }: Fix): boolean {
  try {
    for (const file of edits) sortEdits(file.edits);
    return true;
  } catch (error) {
    if (error instanceof OverlappingEditsError) return false;
    throw error;
  }
}

/** What makes two findings of one file the same. */
export function findingIdentity(finding: Finding): string {
  return `${finding.ruleId}\n${finding.messageId}\n${finding.range.start}\n${finding.range.end}\n${finding.uri}`;
}

/** By place, then rule, then message; by file first where there are several. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.uri, b.uri) ||
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.messageId, b.messageId)
  );
}

/** Sorted, each identity once: a rule that looks at parts and wholes may say one thing twice. */
export function normaliseFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const byIdentity = new Map<string, Finding>();
  for (const finding of findings) {
    const identity = findingIdentity(finding);
    if (!byIdentity.has(identity)) byIdentity.set(identity, finding);
  }
  return [...byIdentity.values()].sort(compareFindings);
}

/** Whether a severity weighs at least as much as another. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** Code unit order: the same on every machine, unlike the locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
