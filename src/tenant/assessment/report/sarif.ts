import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Assessment, CheckResult, Failure, MutedFailure } from '../assess.ts';
import type { Check } from '../check.ts';
import type { AssessmentSeverity } from '../severity.ts';
import { gapsIn } from './summary.ts';

/** Who reports, and where. */
export interface SarifTool {
  readonly version: string;
  readonly projectUrl: string;
  /** The file that was assessed, relative to the folder the report is read in; code scanning shows results at files. */
  readonly file: string | undefined;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0 (OASIS standard with errata 01); objects of the tenant are logical locations. */
export function assessmentSarif(assessment: Assessment, tool: SarifTool): string {
  const { header, results } = assessment;
  const run: Run = {
    tool: {
      driver: {
        name: 'Keyless',
        semanticVersion: tool.version,
        informationUri: tool.projectUrl,
        rules: results.map(({ check }) => descriptor(check, tool)),
      },
    },
    automationDetails: { id: `keyless-assess/${header.tenant.id}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        endTimeUtc: new Date(assessment.now).toISOString(),
        toolExecutionNotifications: [...gapsIn(results)].map(notification),
      },
    ],
    results: results.flatMap((result, index) =>
      [...result.failures, ...result.muted].map((failure) => resultOf(result, failure, index, header.tenant.id, tool)),
    ),
  };
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS: Readonly<Record<AssessmentSeverity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** What GitHub calls the severity of a security rule, 0.0 to 10.0. */
const SECURITY_SEVERITY: Readonly<Record<AssessmentSeverity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

function descriptor({ id, area, title, why, fix, severity, references }: Check, tool: SarifTool): ReportingDescriptor {
  const helpUri = `${tool.projectUrl}/blob/main/docs/checks.md#${id}`;
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    helpUri,
    help: { text: `${why} ${fix}`, markdown: `${why}\n\n${fix}\n\n[More](${helpUri})` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', area, ...references],
      'problem.severity': LEVELS[severity] === 'note' ? 'recommendation' : LEVELS[severity],
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

function resultOf(
  { check }: CheckResult,
  failure: Failure | MutedFailure,
  ruleIndex: number,
  tenantId: string,
  { file }: SarifTool,
): Result {
  const { severity, message, displayName, clientId, keyIds } = failure;
  return {
    ruleId: check.id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${displayName}: ${message}` },
    locations: [location(displayName, clientId, tenantId, file)],
    partialFingerprints: { 'keyless/v1': `${check.id}/${tenantId}/${clientId ?? ''}` },
    // An empty list says that mutes were looked for and this result has none.
    suppressions:
      'mute' in failure ? [{ kind: 'external', status: 'accepted', justification: failure.mute.reason }] : [],
    properties: { severity, ...(keyIds.length > 0 && { keyIds }) },
  };
}

function location(name: string, clientId: string | undefined, tenantId: string, file: string | undefined): Location {
  return {
    ...(file !== undefined && {
      physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') } },
    }),
    logicalLocations: [
      { name, fullyQualifiedName: clientId === undefined ? tenantId : `${tenantId}/${clientId}`, kind: 'resource' },
    ],
  };
}

function notification([text, ids]: readonly [string, readonly string[]]): Notification {
  return {
    level: 'note',
    message: { text: `${text} Not decided: ${ids.join(', ')}.` },
    ...(ids[0] !== undefined && { associatedRule: { id: ids[0] } }),
  };
}
