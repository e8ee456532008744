import type { SourceDocument } from '../../model/document.ts';
import type { Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import type { ScriptCommand } from '../../syntax/script/index.ts';
import type { Range } from '../../text/range.ts';
import { deletion, type TextEdit } from '../../text/text-edit.ts';
import type { RuleContext } from '../rule.ts';
import type { IdInput } from './azure-login.ts';
import type { ScriptFix } from './command-edits.ts';
import { variableName } from './command-values.ts';
import { optionsOf } from './commands.ts';
import { allEdits } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { idsInFrontOf, portableValue } from './identity-names.ts';
import { loginBefore } from './login-before.ts';
import type { SignIn } from './script-credentials.ts';

/** Turns `az login` with a credential in a script of GitHub Actions into an azure/login step in front of it. */
export function azureLoginFix(
  signIn: SignIn,
  context: Pick<RuleContext, 'repository' | 'workspace'>,
): ScriptFix | undefined {
  const { script, command } = signIn.match;
  const { step } = script;
  if (!step || !sharesSession(step, script)) return undefined;
  const isReplaced = isAlone(script, command);
  const removal = isReplaced
    ? step.job.pipeline.editor.removeStep(step)
    : removalOf(script.document, signIn.match.range);
  if (!removal) return undefined;
  const ids = idsInFrontOf(step, knownIds(step, script, command));
  const login = loginBefore(step, context, { ids, isReplacement: isReplaced });
  const edits = login && allEdits(login.edits, removal);
  if (!edits) return undefined;
  return {
    title: 'Log in with azure/login and OIDC instead',
    edits,
    followUps: federationFollowUps([step.job], context.repository, {
      newVariables: login.newVariables,
      secretNames: signIn.value.secretNames,
    }),
  };
}

/** azure/cli runs its script in a container that has the runner's session of the Azure CLI. */
function sharesSession(step: Step, { body }: Script): boolean {
  return step.run === body || (step.uses?.action === 'azure/cli' && step.input('inlineScript')?.value === body);
}

/** What the command and `az account set` behind it say about the ids, as inputs of another step can say it. */
function knownIds(step: Step, script: Script, command: ScriptCommand): Partial<Record<IdInput, string>> {
  const known: Partial<Record<IdInput, string>> = {};
  const note = (id: IdInput, of: ScriptCommand, names: readonly string[]) => {
    const [option] = optionsOf(of, { names });
    const value = option?.value && inputValue(option.value, step, script);
    if (value) known[id] = value;
  };
  note('client-id', command, ['--username', '-u']);
  note('tenant-id', command, ['--tenant', '-t']);
  const select = script.body.raw.includes('account set') ? script.commands.find(isAccountSet) : undefined;
  if (select) note('subscription-id', select, ['--subscription', '-s', '--name', '-n']);
  return known;
}

const EXPRESSION = /^\$\{\{\s*(?:secrets|vars|env|inputs)\.[\w-]+\s*\}\}$/;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function inputValue(text: string, step: Step, script: Script): string | undefined {
  if (EXPRESSION.test(text) || GUID.test(text)) return text;
  const name = variableName(text, script);
  const variable = name === undefined ? undefined : step.variable(name);
  return variable && portableValue(variable.value);
}

function isAccountSet({ words }: ScriptCommand): boolean {
  return /^az account set$/.test(
    words
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' '),
  );
}

/** Whether the script does nothing but sign in: then the new step takes the place of its own. */
function isAlone(script: Script, command: ScriptCommand): boolean {
  return script.commands.every((other) => other === command || isAccountSet(other));
}

/** Redirections and what silences the output. */
const REST = /^(?:[ \t]+(?:\d?>{1,2}[ \t]*\S+|\d?>&\d|\|[ \t]*Out-Null))*[ \t]*$/i;

/** Takes the lines of the command out; `undefined` where it shares them. */
function removalOf({ source }: SourceDocument, { start, end }: Range): readonly TextEdit[] | undefined {
  const first = source.lineRange(source.positionAt(start).line);
  const { line } = source.positionAt(end);
  const last = source.lineRange(line);
  if (line + 1 >= source.lineCount || source.slice({ start: first.start, end: start }).trim() !== '') return undefined;
  if (!REST.test(source.slice({ start: end, end: last.end }))) return undefined;
  return [deletion({ start: first.start, end: source.lineRange(line + 1).start })];
}
