import type { ScriptCommand, ScriptOption, ScriptWord } from '../../syntax/script/index.ts';
import { coveringRange, type Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { PULL_REPLACEMENTS, type RegistryCommandRow, TOKEN_USER } from '../catalogue/registry-credentials.ts';
import { removePart, replaceOptions, replacePart, type ScriptFix, wholeCommand } from '../support/command-edits.ts';
import type { OptionSecret } from '../support/command-secrets.ts';
import type { ScriptValue } from '../support/command-values.ts';
import { type CommandMatch, optionsOf } from '../support/commands.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import { registryName } from './registry-name.ts';

type Match = CommandMatch<RegistryCommandRow>;

export const RETIRE = 'change the password: switch the admin user off, or delete the secret or token it belongs to';
export const PUSH_ROLE =
  'Give the identity that signs in the role AcrPush on the registry, or AcrPull where it only pulls (Container Registry Repository Writer or Reader where the registry uses ABAC).';
const PULL_ROLE = 'Give the identity of the app the role AcrPull on the registry.';

/** `docker login`, and what is piped into it, becomes `az acr login`. */
export function acrLogin(match: Match, registry: ScriptWord, value: ScriptValue): ScriptFix | undefined {
  const name = registryName(registry.text);
  const range = pipeline(match);
  if (name === undefined || !range) return undefined;
  return {
    title: `Sign in with az acr login instead of a password`,
    edits: [replacePart(match.script, range, `az acr login --name ${name}`)],
    followUps: followUps(match, value),
  };
}

/** Tools that keep sign-ins of their own take a token on standard input. */
export function tokenLogin(match: Match, registry: ScriptWord, value: ScriptValue): ScriptFix | undefined {
  const { script, command, options } = match;
  const name = registryName(registry.text);
  const range = pipeline(match);
  const [user] = optionsOf(command, { names: ['--username', '-u'] });
  const [password] = options;
  if (name === undefined || !range || !user || !password) return undefined;
  const token = `az acr login --name ${name} --expose-token --query accessToken --output tsv | `;
  const { start } = wholeCommand(command);
  const edits: TextEdit[] = [
    replacePart(script, { start: range.start, end: start }, token),
    replacePart(script, user.range, `--username ${TOKEN_USER}`),
  ];
  if (password.flag.text !== '--password-stdin') edits.push(replacePart(script, password.range, '--password-stdin'));
  return {
    title: 'Sign in with a token of az acr login instead of a password',
    edits,
    followUps: followUps(match, value),
  };
}

/** Longer than a wrapper with its flags, or a redirection. */
const MAX_WRAPPER = 200;

/** The command together with what is piped into it; undefined where more belongs to it than an edit can see. */
function pipeline({ script, command }: Match): Range | undefined {
  const text = script.body.raw;
  const own = wholeCommand(command);
  let source: ScriptCommand | undefined = command.pipedFrom;
  let range = own;
  for (; source; source = source.pipedFrom) range = coveringRange(source.range, range);
  const before = text.slice(Math.max(0, range.start - MAX_WRAPPER), range.start);
  // sudo and the like have a session of their own, and input redirected behind would be left over.
  if (/(?:^|[\s;&|(])(?:sudo|exec|env|command|time)(?:[ \t]+-\S+)*[ \t]+$/.test(before)) return undefined;
  if (/^[ \t]*<|^[ \t]*\d?>[^\n]*<</.test(text.slice(own.end, own.end + MAX_WRAPPER))) return undefined;
  return command.assignments.length === 0 ? range : undefined;
}

/** `az acr login` without user name and password. */
export function withoutPassword(match: Match, userNames: readonly string[], value: ScriptValue): ScriptFix {
  const { script, command, options } = match;
  const old = [...optionsOf(command, { names: userNames }), ...options];
  return {
    title: `Sign in without a password`,
    edits: old.map(({ range }) => removePart(script, range)),
    followUps: followUps(match, value),
  };
}

export function adminUserOff({ script }: Match, option: ScriptOption): ScriptFix {
  const isCmdlet = option.flag.text.startsWith('-E') || option.flag.text.startsWith('-e');
  return {
    title: 'Leave the admin user off',
    edits: [isCmdlet ? removePart(script, option.range) : replacePart(script, option.range, '--admin-enabled false')],
    followUps: [
      'Make sure that nothing signs in as the admin user any more, and give what pulls and pushes the roles AcrPull and AcrPush.',
    ],
  };
}

/** A managed identity of the app in the place of user name and password. */
export function identityPull(match: Match, secret: OptionSecret): ScriptFix | undefined {
  const { script, command, options } = match;
  const row = PULL_REPLACEMENTS[match.name.toLowerCase()];
  if (!row) return undefined;
  const old = [...optionsOf(command, row.user), ...options].sort((a, b) => a.range.start - b.range.start);
  return {
    title: `Pull with ${row.by} instead of a password`,
    edits: replaceOptions(script, old, row.by),
    followUps: [PULL_ROLE, retirementFollowUp(secret.value.secretNames, RETIRE)],
  };
}

function followUps({ script }: Match, value: ScriptValue): readonly string[] {
  return [...sessionFollowUps(script.step), PUSH_ROLE, retirementFollowUp(value.secretNames, RETIRE)];
}
