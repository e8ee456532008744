import type {
  ArtifactLocation,
  Fix,
  Invocation,
  Location,
  Log,
  Notification,
  ReportingDescriptor,
  Result,
  Run,
  Region as SarifRegion,
} from 'sarif';
import { inShort, type Severity } from '../../rules/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import { PROJECT_URL, rulePageUrl, VERSION } from '../links.ts';
import type { RunReport } from './report.ts';
import type { Region, ReportedError, ReportedFinding, ReportedFix } from './reported.ts';

export interface SarifOptions {
  /** The page of a rule in Markdown, where it is at hand. */
  readonly helpOf: (ruleId: string) => string | undefined;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = 'SRCROOT';

/** SARIF 2.1.0 (OASIS standard with errata 01), as code scanning services read it. */
export function sarifReport(report: RunReport, options: SarifOptions): string {
  const indexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const run: Run = {
    tool: {
      driver: {
        name: 'Keyless',
        semanticVersion: VERSION,
        informationUri: PROJECT_URL,
        rules: report.rules.map((rule) => descriptor(rule, options.helpOf(rule.id))),
      },
    },
    automationDetails: { id: 'keyless/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { uri: report.rootUri } },
    invocations: [invocation(report)],
    results: report.findings.map((finding) => result(finding, indexes)),
  };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** What GitHub calls the severity of a security rule, 0.0 to 10.0: high, medium, low, low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.5',
  information: '3.0',
  hint: '1.0',
};

function descriptor(rule: Rule, help: string | undefined): ReportingDescriptor {
  const url = rulePageUrl(rule.id);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: `${rule.title}.` },
    helpUri: url,
    help: { text: `See ${url}`, ...(help === undefined ? {} : { markdown: help }) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['security', ...rule.tags],
      'problem.severity': rule.severity === 'error' || rule.severity === 'warning' ? rule.severity : 'recommendation',
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}

function result(finding: ReportedFinding, indexes: ReadonlyMap<string, number>): Result {
  const { suppression } = finding;
  return {
    ruleId: finding.ruleId,
    ruleIndex: indexes.get(finding.ruleId) ?? -1,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [location(finding.path, finding.region)],
    ...(finding.related.length > 0
      ? {
          relatedLocations: finding.related.map(({ message, path, region }, index) => ({
            id: index + 1,
            ...location(path, region),
            message: { text: message },
          })),
        }
      : {}),
    partialFingerprints: { 'keyless/v1': finding.fingerprint },
    ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map(fix) } : {}),
    // An empty list says that suppressions were looked for and this result has none.
    suppressions: suppression
      ? [{ kind: suppression.kind, status: 'accepted', justification: suppression.justification }]
      : [],
    properties: { confidence: finding.confidence, messageId: finding.messageId },
  };
}

function fix(fix: ReportedFix): Fix {
  const paths = [...new Set(fix.edits.map((edit) => edit.path))];
  const followUps = fix.followUps.map((followUp) => ` ${inShort(followUp)}`).join('');
  return {
    description: { text: `${fix.title}.${followUps}` },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: fix.edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ deletedRegion: sarifRegion(edit.region), insertedContent: { text: edit.newText } })),
    })),
    properties: { safety: fix.safety },
  };
}

function invocation(report: RunReport): Invocation {
  return {
    executionSuccessful: report.errors.length === 0,
    startTimeUtc: report.startedAt.toISOString(),
    endTimeUtc: report.endedAt.toISOString(),
    exitCode: report.exitCode,
    toolExecutionNotifications: report.errors.map(notification),
  };
}

function notification(error: ReportedError): Notification {
  const subject = error.ruleId === undefined ? 'Keyless' : `The rule ${error.ruleId}`;
  return {
    level: 'error',
    message: { text: `${subject} failed on this file (${error.name}).` },
    locations: [{ physicalLocation: { artifactLocation: artifact(error.path) } }],
    ...(error.ruleId === undefined ? {} : { associatedRule: { id: error.ruleId } }),
    ...(error.stack === '' ? {} : { properties: { stack: error.stack } }),
  };
}

function location(path: string, region: Region): Location {
  return { physicalLocation: { artifactLocation: artifact(path), region: sarifRegion(region) } };
}

function artifact(path: string): ArtifactLocation {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

function sarifRegion({ startLine, startColumn, endLine, endColumn }: Region): SarifRegion {
  return { startLine, startColumn, endLine, endColumn };
}
