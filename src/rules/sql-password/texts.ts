import { render } from '../../model/patterns.ts';
import type { Entry, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import type { Variable } from '../../model/variable.ts';
import { containsRange, type Range } from '../../text/range.ts';
import type { Fix, Severity } from '../finding.ts';
import { isReported, severityOfValue } from '../support/command-secrets.ts';
import { resolvedText, scriptValue } from '../support/command-values.ts';
import { commandAround } from '../support/commands.ts';
import { editsOf } from '../support/edits.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { CREATE_USER, RETIRE } from './command-fixes.ts';
import { type ConnectionString, connectionStrings, keylessEdits } from './connection-string.ts';
import { DEFAULT_ADVICE, type SqlPasswordContext, TOKEN_ADVICE } from './messages.ts';

/** Connection strings in a script, whichever command takes them. */
export function checkScriptText(script: Script, context: SqlPasswordContext): void {
  const { raw } = script.body;
  if (!CANDIDATE.test(raw)) return;
  const [command] = script.commands;
  if (!command) return;
  const last = { ...command, range: { start: raw.length, end: raw.length } };
  for (const found of connectionStrings(raw, (part) => resolvedText(part, script, last))) {
    const { value: text, valueRange } = found.password;
    // A line of its own may be a comment.
    const at = commandAround(script, found.range);
    const value = scriptValue(text, valueRange, script, at ?? last);
    if (!at || !isReported(value, raw.slice(found.range.start, found.range.end)) || value.state === 'literal') continue;
    report(found, script.body, script.step, value, severityOfValue(value), context);
  }
}

const CANDIDATE = /(?:password|pwd)\s*=|:\/\/[^\s:@/]{1,128}:[^@\n]{1,200}@/i;

/** Variables whose value is a connection string around a password that is put in. */
export function checkVariable({ entry, step }: Variable, context: SqlPasswordContext): void {
  checkText(entry, step, context);
}

/** @returns whether the text holds a connection string with a password */
export function checkText({ value }: Entry, step: Step | undefined, context: SqlPasswordContext): boolean {
  if (!CANDIDATE.test(value.raw)) return false;
  const resolve = (part: string) => resolvedPart(part, value, step);
  const found = connectionStrings(value.raw, resolve);
  for (const string of found) {
    const place = value.rangeOf(string.password.valueRange.start, string.password.valueRange.end);
    const expressions = value.expressions.filter((expression) => containsRange(place, expression.range));
    const secret = workflowSecret({ raw: string.password.value, expressions }, step);
    // Text is hardcoded-credential's to report.
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    report(string, value, step, secret, severityOfWorkflowSecret(secret.state), context);
  }
  return found.length > 0;
}

/** A host that comes from a variable the file gives a value. */
function resolvedPart(part: string, value: PipelineString, step: Step | undefined): string {
  if (!part.includes('$')) return part;
  const name = /^(?:tcp:)?\$\{\{\s*env\.([\w-]+)\s*\}\}/.exec(part)?.[1];
  const variable = name === undefined ? undefined : step?.variable(name);
  if (variable) return part + variable.value.patterns.map(render).join(' ');
  return value.patterns.length === 1 ? part + hostOf(render(value.patterns[0] ?? { parts: [] })) : part;
}

function hostOf(text: string): string {
  return /(?:Server|Data Source|Host)\s*=\s*([^;]*)/i.exec(text)?.[1] ?? '';
}

function report(
  found: ConnectionString,
  value: PipelineString,
  step: Step | undefined,
  { label, secretNames }: { readonly label: string; readonly secretNames: readonly string[] },
  severity: Severity,
  context: SqlPasswordContext,
): void {
  const range: Range = value.rangeOf(found.password.range.start, found.password.range.end);
  context.report({
    messageId: 'connectionString',
    data: { source: label, advice: found.isSqlServer ? DEFAULT_ADVICE : TOKEN_ADVICE },
    range,
    severity,
    fixes: fixesFor(found, value, step, secretNames, context),
  });
}

function fixesFor(
  found: ConnectionString,
  value: PipelineString,
  step: Step | undefined,
  secretNames: readonly string[],
  { document }: SqlPasswordContext,
): readonly Fix[] {
  const edits = document.kind === 'dockerfile' ? undefined : editsOf(document.uri, keylessEdits(value, found));
  if (!edits) return [];
  return [
    {
      title: 'Sign in with Authentication=Active Directory Default instead of a password',
      safety: 'needs-review',
      edits,
      followUps: [
        ...(step ? sessionFollowUps(step) : []),
        CREATE_USER,
        'Make sure that what reads the string uses Microsoft.Data.SqlClient 3 or newer: older clients do not know this kind of authentication.',
        retirementFollowUp(secretNames, RETIRE),
      ],
    },
  ];
}
