import type { Script } from '../../model/script.ts';
import type { ScriptAssignment, ScriptCommand, ScriptOption } from '../../syntax/script/index.ts';
import type { Range } from '../../text/range.ts';
import { SIGN_IN_COMMANDS, type SignInRow } from '../catalogue/sign-in-commands.ts';
import { type EnvironmentCredentialRow, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { type ScriptValue, scriptValue, valueOfVariable, variableName } from './command-values.ts';
import { type CommandMatch, CommandTable, optionsOf } from './commands.ts';

/** A command of a script that signs in with a credential. */
export interface SignIn {
  readonly match: CommandMatch<SignInRow>;
  /** The options that hold the credential; none where the command takes it from the environment or asks for it. */
  readonly options: readonly ScriptOption[];
  readonly value: ScriptValue;
}

/** An environment variable that a script sets to a credential. */
export interface CredentialAssignment {
  readonly name: string;
  readonly row: EnvironmentCredentialRow;
  readonly value: ScriptValue;
  /** The script's. */
  readonly range: Range;
  readonly valueRange: Range;
}

const signInTable = new CommandTable(SIGN_IN_COMMANDS);
const FROM_ENVIRONMENT: ScriptValue = { state: 'passed', label: 'from the environment', secretNames: [] };

/** The commands of a script that sign in with a credential, each once. */
export function signInsOf(script: Script): readonly SignIn[] {
  const seen = new Set<ScriptCommand>();
  return signInTable.matches(script).flatMap((match) => {
    if (seen.has(match.command)) return [];
    seen.add(match.command);
    const { row, command } = match;
    const options = row.secret ? optionsOf(command, row.secret) : match.options.filter(holdsCredential);
    const [first] = options;
    const value = first?.value === undefined ? FROM_ENVIRONMENT : valueOfOption(first, match);
    return value.state === 'absent' ? [] : [{ match, options, value }];
  });
}

/** Options that only say how to sign in. */
function holdsCredential({ flag }: ScriptOption): boolean {
  return !/^(?:--service-principal|-ServicePrincipal|--login|-l|--authType|-t)(?:=|$)/i.test(flag.text);
}

function valueOfOption({ value = '', valueRange, flag }: ScriptOption, match: CommandMatch<SignInRow>): ScriptValue {
  // `-p <password>`: a gap to fill, which a shell takes for redirections.
  const isGap = /[<>]/.test(match.script.body.raw.slice(flag.range.end, valueRange.start));
  if (isGap) return { state: 'absent', label: 'a placeholder', secretNames: [] };
  // `-var client_secret=X`: what counts stands behind the name.
  const text = /^\w+=/.test(value) ? value.slice(value.indexOf('=') + 1) : value;
  const found = scriptValue(text, valueRange, match.script, match.command);
  // A certificate is named by its file or thumbprint, which is no secret.
  const isName = match.row.credential === 'client certificate' && found.state === 'literal';
  return isName ? { ...found, state: 'passed', label: 'by its name' } : found;
}

/** Anything that can set one of the variables. */
const SNIFF = /(?:SECRET|CERT\w{0,40}|PASSWORD|CREDENTIALS|CREDS|SP_KEY)["'\]]?[ \t]{0,8}[=;\]]/i;

/** The credentials that a script puts into the environment of what runs after. */
export function credentialAssignmentsOf(script: Script): readonly CredentialAssignment[] {
  if (!SNIFF.test(script.body.raw)) return [];
  return script.commands.flatMap((command) => [
    ...command.assignments.flatMap((assignment) => assigned(script, command, assignment) ?? []),
    ...command.words.flatMap((_, index) => setByWord(script, command, index) ?? []),
  ]);
}

function assigned(script: Script, command: ScriptCommand, assignment: ScriptAssignment) {
  // PowerShell's own variables are not the environment's.
  const written = script.body.raw.slice(assignment.range.start, assignment.range.end);
  if (script.dialect === 'powershell' && !/^\$env:/i.test(written)) return undefined;
  return credential(script, command, assignment.name, assignment.value.text, assignment.range, assignment.value.range);
}

const SETS = /^(?:export|declare|local|readonly|set|setx|echo|printf|write-host|write-output)$/i;
/** Programs that start others: `docker run -e NAME=value`, `docker build --build-arg NAME=value`. */
const HANDS_OVER = /(?:^|[\\/])(?:docker|podman|nerdctl)(?:\.exe)?$/;
const VSO = /##vso\[task\.setvariable [^\]]{0,200}?\bvariable=([\w.]{1,200})[^\]]{0,200}\]/i;
const NAMED = /^([A-Za-z_]\w*)=/;

/** `export NAME=value`, `set NAME=value`, `echo "NAME=value" >> $GITHUB_ENV`, `echo "##vso[task.setvariable ...]value"`. */
function setByWord(script: Script, command: ScriptCommand, index: number): CredentialAssignment | undefined {
  const program = command.words[0]?.text.toLowerCase() ?? '';
  const word = command.words[index];
  if (!word || index === 0) return undefined;
  const isHandedOver =
    HANDS_OVER.test(program) && /^(?:-e|--env|--build-arg)$/.test(command.words[index - 1]?.text ?? '');
  if (!isHandedOver && !SETS.test(program)) return undefined;
  const match = VSO.exec(word.text) ?? NAMED.exec(word.text);
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const isOutput = /^(?:echo|printf|write-)/.test(program);
  if (isOutput && match[0].startsWith('##') === false && !writesEnvironment(script, command)) return undefined;
  const text = word.text.slice(match.index + match[0].length);
  const end = word.range.end;
  const start = Math.max(word.range.start, end - text.length - (word.isQuoted ? 1 : 0));
  return credential(script, command, name, text, word.range, { start, end });
}

/** What is written goes to the file that GitHub makes the environment of later steps from. */
function writesEnvironment(script: Script, command: ScriptCommand): boolean {
  const line = script.body.raw.slice(command.range.start).split('\n', 1)[0] ?? '';
  return /GITHUB_ENV/.test(line);
}

function credential(
  script: Script,
  command: ScriptCommand,
  name: string,
  text: string,
  range: Range,
  valueRange: Range,
): CredentialAssignment | undefined {
  const row = environmentCredential(name);
  // In a shell the names of variables are what their case says: `azure_password` is nobody's.
  if (!row || (script.dialect === 'posix' && row.name !== name)) return undefined;
  const inner = variableName(text, script);
  // `X=$X` and a variable that is reported where it is set.
  if (inner !== undefined && environmentCredential(inner) && isSetOutside(script, inner)) return undefined;
  if (inner?.toUpperCase() === name.toUpperCase()) return undefined;
  const value =
    inner === undefined
      ? text === ''
        ? ({ state: 'computed', label: 'the output of a command', secretNames: [] } as const)
        : scriptValue(text, valueRange, script, command)
      : valueOfVariable(inner, script, command);
  return value.state === 'absent' ? undefined : { name, row, value, range, valueRange };
}

function isSetOutside({ step }: Script, name: string): boolean {
  return step?.variable(name) !== undefined;
}
