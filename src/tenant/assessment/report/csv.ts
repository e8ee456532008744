import type { Assessment, CheckResult, Failure, MutedFailure } from '../assess.ts';
import { oneLine } from '../texts.ts';

const COLUMNS = [
  'Severity',
  'State',
  'Area',
  'Check',
  'Title',
  'Object',
  'Client ID',
  'What',
  'Key IDs',
  'Muted because',
  'Muted until',
  'References',
  'Tenant ID',
  'As of',
] as const;

/**
 * What fails and what is muted, a row each, as RFC 4180 has it: lines end with CR LF, quotes are doubled. Names come from
 * the directory, where anybody may have written a formula: spreadsheets are told that it is text.
 */
export function assessmentCsv({ header, results }: Assessment): string {
  const { tenant, asOf } = header;
  const rows = results.flatMap((result) =>
    [...result.failures, ...result.muted].map((failure) => [...failureCells(result, failure), tenant.id, asOf]),
  );
  return [COLUMNS, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function failureCells({ check }: CheckResult, failure: Failure | MutedFailure): readonly string[] {
  const mute = 'mute' in failure ? failure.mute : undefined;
  return [
    failure.severity,
    mute ? 'muted' : 'fails',
    check.area,
    check.id,
    check.title,
    failure.displayName,
    failure.clientId ?? '',
    failure.message,
    failure.keyIds.join(' '),
    mute?.reason ?? '',
    mute?.until ?? '',
    check.references.join(' '),
  ];
}

/**
 * What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), also in its full-width forms and after
 * spaces, which some of them skip.
 */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** In quotes always: a list separator of the reader's region in a name begins no cell. */
function quoted(value: string): string {
  const text = oneLine(value);
  return `"${FORMULA.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}
