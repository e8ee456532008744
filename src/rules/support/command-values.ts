import { exactText } from '../../model/patterns.ts';
import type { Expression, PipelineString } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import type { ScriptAssignment, ScriptCommand, ScriptWord } from '../../syntax/script/index.ts';
import { Memory } from '../../text/memory.ts';
import { containsRange, type Range } from '../../text/range.ts';
import { partitionPoint } from './partition-point.ts';
import { isPlaceholder } from './placeholder.ts';
import { type WorkflowSecret, workflowSecret } from './workflow-secret.ts';

/** Where a value in a script comes from: as for any secret of a pipeline, or made by another command. */
export interface ScriptValue {
  readonly state: WorkflowSecret['state'] | 'computed';
  /** For messages: `the secret ACR_PASSWORD`, `the variable $KEY`. Never a value. */
  readonly label: string;
  /** The names of stored secrets it is made of, as written. */
  readonly secretNames: readonly string[];
}

/** Variables may be made of others; a longer chain is left as it is. */
const MAX_HOPS = 5;

/** A word or value that is one variable: `$X`, `${X}`, `${X:-y}`, `$env:X`, `%X%`, `$(X)` of Azure Pipelines. */
const VARIABLE =
  /^(?:\$(?:env:)?([A-Za-z_]\w*)|\$\{(?:env:)?([A-Za-z_]\w*)(?:[:?+=-][^}]*)?\}|%([A-Za-z_]\w*)%|\$\(([A-Za-z_][\w.-]*)\))$/i;

/** `$( ... )`, backticks, PowerShell's `( ... )`: the output of another command. */
const SUBSTITUTION = /\$\(|`[^`]|^\(/;

/** The variable that a text consists of, without its signs. `$(x)` is one where the platform replaces it. */
export function variableName(text: string, script: Script): string | undefined {
  const match = VARIABLE.exec(text.trim());
  if (!match) return undefined;
  const macro = match[4];
  if (macro !== undefined) return replacesMacros(script) ? macro : undefined;
  return match[1] ?? match[2] ?? match[3];
}

/**
 * Where the value of an option, or any word, comes from.
 * @param range of the value in the script; the text there may be quoted
 * @param before the command it stands in: assignments behind it do not count
 */
export function scriptValue(
  text: string,
  range: Range,
  script: Script,
  before: ScriptCommand,
  hops = MAX_HOPS,
): ScriptValue {
  const place = script.rangeOf(range);
  const expressions = text.includes('${{') ? expressionsIn(script.body, place) : [];
  const stored = workflowSecret({ raw: text, expressions }, script.step);
  if (text.includes('${{')) {
    // Half typed: nothing to say yet.
    return expressions.length > 0 ? stored : { state: 'absent', label: 'an expression', secretNames: [] };
  }
  const name = variableName(text, script);
  if (name !== undefined) return valueOfVariable(name, script, before, hops);
  if (SUBSTITUTION.test(text)) return { state: 'computed', label: 'the output of a command', secretNames: [] };
  const [inner] = innerVariables(text, script);
  if (inner !== undefined) return valueOfVariable(inner, script, before, hops);
  // `$1`, `!X!`, a template's own signs: something is put in, whatever it is.
  if (/[$!%]\w|\{\{/.test(text)) return { state: 'passed', label: 'a variable', secretNames: [] };
  return { state: isPlaceholder(text) ? 'absent' : 'literal', label: 'text in the file', secretNames: [] };
}

/** What a variable holds when a command runs: the assignment before it, else the environment of the step. */
export function valueOfVariable(name: string, script: Script, before: ScriptCommand, hops = MAX_HOPS): ScriptValue {
  const assignment = assignmentOf(name, script, before);
  if (assignment && hops > 0) {
    const { value } = assignment;
    // PowerShell's assignment of a command's output has no word.
    if (value.text === '') return { state: 'computed', label: `the variable ${name}`, secretNames: [] };
    const found = scriptValue(value.text, value.range, script, before, isSelf(value, name) ? 0 : hops - 1);
    return found.secretNames.length > 0 ? found : { ...found, label: `the variable ${name}` };
  }
  const entry = script.step?.variable(name);
  if (entry) {
    const found = workflowSecret(entry.value, script.step);
    return found.secretNames.length > 0 ? found : { ...found, label: `the variable ${name}` };
  }
  return { state: 'passed', label: `the variable ${name}`, secretNames: [] };
}

/**
 * A text with the variables put in that the file gives a known value: assignments before, the environment of the step,
 * `${{ env.X }}`. What is not known stays as it is written, so that a test for a host name can still say no.
 */
export function resolvedText(text: string, script: Script, before: ScriptCommand): string {
  return resolve(text, script, before, MAX_HOPS, { left: MAX_REPLACEMENTS });
}

/** Variables made of many others would otherwise grow without end. */
const MAX_REPLACEMENTS = 50;

function resolve(
  text: string,
  script: Script,
  before: ScriptCommand,
  hops: number,
  replacements: { left: number },
): string {
  if (hops === 0 || !/[$%]/.test(text)) return text;
  return text.replace(REFERENCE, (written: string) => {
    if (replacements.left === 0) return written;
    replacements.left -= 1;
    const expression = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(written)?.[1];
    const name = expression ?? variableName(written, script);
    if (name === undefined) return written;
    const assignment = expression === undefined ? assignmentOf(name, script, before) : undefined;
    if (assignment) {
      const { value } = assignment;
      if (isSelf(value, name) || value.text === '') return written;
      return resolve(value.text, script, before, hops - 1, replacements);
    }
    const entry = script.step?.variable(name);
    const [pattern, another] = entry?.value.patterns ?? [];
    const known = pattern && !another ? exactText(pattern) : undefined;
    if (known !== undefined) return known;
    return entry ? resolve(entry.value.raw, script, before, hops - 1, replacements) : written;
  });
}

const REFERENCE =
  /\$\{\{[^}]*\}\}|\$\{(?:env:)?[A-Za-z_]\w*\}|\$\([A-Za-z_][\w.-]*\)|\$(?:env:)?[A-Za-z_]\w*|%[A-Za-z_]\w*%/gi;

function innerVariables(text: string, script: Script): readonly string[] {
  return (text.match(REFERENCE) ?? []).flatMap((written) => variableName(written, script) ?? []);
}

/** The last assignment in front of a command, or of the command itself. */
function assignmentOf(name: string, script: Script, before: ScriptCommand): ScriptAssignment | undefined {
  const assignments = assignmentsOf(script).get(comparable(name, script)) ?? [];
  const count = partitionPoint(assignments, ({ command }) => command.range.start <= before.range.start);
  return assignments[count - 1]?.assignment;
}

export type Assignments = ReadonlyMap<
  string,
  { readonly command: ScriptCommand; readonly assignment: ScriptAssignment }[]
>;

const assignmentsByScript = new Memory<Script, Assignments>();

/** All assignments by name (in lower case but for posix), in the order of the script; read once for all rules. */
export function assignmentsOf(script: Script): Assignments {
  const known = assignmentsByScript.get(script);
  if (known) return known;
  const byName = new Map<string, { command: ScriptCommand; assignment: ScriptAssignment }[]>();
  for (const command of script.commands) {
    for (const assignment of [...command.assignments, ...setByCommand(command)]) {
      const name = comparable(assignment.name, script);
      const others = byName.get(name);
      if (others) others.push({ command, assignment });
      else byName.set(name, [{ command, assignment }]);
    }
  }
  assignmentsByScript.set(script, byName);
  return byName;
}

function comparable(name: string, { dialect }: Script): string {
  return dialect === 'posix' ? name : name.toLowerCase();
}

function expressionsIn({ expressions }: PipelineString, place: Range): readonly Expression[] {
  const found: Expression[] = [];
  const first = partitionPoint(expressions, ({ range }) => range.start < place.start);
  for (const expression of expressions.slice(first, first + MAX_EXPRESSIONS)) {
    if (!containsRange(place, expression.range)) break;
    found.push(expression);
  }
  return found;
}

/** More than one value is made of. */
const MAX_EXPRESSIONS = 20;

/** `export NAME=value`, `set NAME=value` of cmd and the like: words of a command that assigns. */
function setByCommand({ words }: ScriptCommand): readonly ScriptAssignment[] {
  if (!/^(?:export|declare|local|readonly|set|setx)$/i.test(words[0]?.text ?? '')) return [];
  return words.slice(1).flatMap((word) => {
    const at = word.text.indexOf('=');
    if (at < 1 || !/^\w+$/.test(word.text.slice(0, at))) return [];
    const start = Math.min(word.range.start + at + 1, word.range.end);
    const value: ScriptWord = { ...word, text: word.text.slice(at + 1), range: { start, end: word.range.end } };
    return [{ name: word.text.slice(0, at), range: word.range, value }];
  });
}

/** `PATH=$PATH:x` says nothing about the variable. */
function isSelf(value: ScriptWord, name: string): boolean {
  return new RegExp(`[$%{:]${name}\\b`, 'i').test(value.text);
}

function replacesMacros({ step }: Script): boolean {
  return step?.job.pipeline.platform === 'azure-pipelines';
}
