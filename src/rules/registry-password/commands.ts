import type { Script } from '../../model/script.ts';
import type { ScriptWord } from '../../syntax/script/index.ts';
import {
  REGISTRY_COMMANDS,
  REGISTRY_HOST,
  type RegistryCommandRow,
  TOKEN_USER,
} from '../catalogue/registry-credentials.ts';
import { scriptFixes } from '../support/command-edits.ts';
import { isReported, secretsOf, severityOfValue } from '../support/command-secrets.ts';
import { resolvedText, type ScriptValue, scriptValue } from '../support/command-values.ts';
import { type CommandMatch, CommandTable, mentions, optionsOf } from '../support/commands.ts';
import { acrLogin, adminUserOff, identityPull, tokenLogin, withoutPassword } from './command-fixes.ts';
import type { RegistryPasswordContext } from './messages.ts';
import { isHostVariable } from './registry-name.ts';

export type RegistryMatch = CommandMatch<RegistryCommandRow>;

const commands = new CommandTable(REGISTRY_COMMANDS);

export function checkScript(script: Script, context: RegistryPasswordContext): void {
  for (const match of commands.matches(script)) CHECKS[match.row.is](match, context);
}

type Check = (match: RegistryMatch, context: RegistryPasswordContext) => void;

const CHECKS: Readonly<Record<RegistryCommandRow['is'], Check>> = {
  login: checkLogin,
  'acr-login': checkAcrLogin,
  'shows-password': checkShown,
  'admin-user': checkAdminUser,
  pulls: checkPull,
  'pull-secret': checkPullSecret,
  'cmdlet-login': checkCmdlet,
};

/** docker, helm and others, where the registry is seen to be one of Azure. */
function checkLogin(match: RegistryMatch, context: RegistryPasswordContext): void {
  const { script, command } = match;
  const registry = registryWord(match);
  if (!registry) return;
  const [user] = optionsOf(command, { names: ['--username', '-u'] });
  if (user?.value !== undefined && resolvedText(user.value, script, command) === TOKEN_USER) return;
  const value = passwordOf(match);
  if (!value) return;
  const isDocker = match.words[0] === 'docker';
  context.report({
    messageId: 'login',
    data: {
      command: match.name,
      source: value.label,
      advice: isDocker
        ? 'Sign in with the session of the Azure CLI instead: `az acr login --name <registry>`.'
        : `Hand over a token of \`az acr login --expose-token\` instead, with the user name ${TOKEN_USER}.`,
    },
    range: match.range,
    severity: severityOfValue(value),
    fixes: scriptFixes(script, isDocker ? acrLogin(match, registry, value) : tokenLogin(match, registry, value)),
  });
}

function registryWord(match: RegistryMatch): ScriptWord | undefined {
  const { script, command } = match;
  const words = command.words.slice(1).filter(({ text }) => !text.startsWith('-'));
  return (
    words.find(({ text }) => REGISTRY_HOST.test(resolvedText(text, script, command))) ??
    words.find(({ text }) => isHostVariable(text))
  );
}

/** Where the password comes from: an option, or what is piped in. None where a token of Entra ID is. */
function passwordOf(match: RegistryMatch): ScriptValue | undefined {
  const { script, command } = match;
  const [secret] = secretsOf(match);
  if (secret) return isToken(script, secret.option.value ?? '', secret.value) ? undefined : secret.value;
  const source = command.pipedFrom;
  // Half typed: the option is there, the password is not.
  if (!match.options.some(({ flag }) => flag.text === '--password-stdin')) return undefined;
  if (!source) return { state: 'passed', label: 'standard input', secretNames: [] };
  const values = source.words
    .slice(1)
    .filter(({ text }) => !text.startsWith('-'))
    .map((word) => ({ text: word.text, value: scriptValue(word.text, word.range, script, source) }));
  const found = values.find(({ value, text }) => isReported(value, text));
  const isEcho = /^(?:echo|printf|write-output|write-host)$/i.test(source.words[0]?.text ?? '');
  // PowerShell's `$password | docker login` is a command that is a variable.
  const first = source.words[0];
  const variable = first && /^\$/.test(first.text) ? scriptValue(first.text, first.range, script, source) : undefined;
  const value = (isEcho ? found?.value : variable) ?? {
    state: 'computed' as const,
    label: 'the output of a command',
    secretNames: [],
  };
  return isToken(script, script.body.raw.slice(source.range.start, source.range.end), value) ? undefined : value;
}

/** `az acr login --expose-token`, directly or through a variable of the same script. */
function isToken(script: Script, text: string, { state }: ScriptValue): boolean {
  if (/--expose-token|get-access-token|oauth2\/(?:exchange|token)/.test(text)) return true;
  return state === 'computed' && (mentions(script, '--expose-token') || mentions(script, 'oauth2/exchange'));
}

function checkAcrLogin(match: RegistryMatch, context: RegistryPasswordContext): void {
  const [secret] = secretsOf(match);
  if (!secret) return;
  context.report({
    messageId: 'login',
    data: {
      command: match.name,
      source: secret.value.label,
      advice: 'Leave user name and password out: it then uses the session of the Azure CLI.',
    },
    range: match.script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
    fixes: scriptFixes(match.script, withoutPassword(match, ['--username', '-u'], secret.value)),
  });
}

function checkCmdlet(match: RegistryMatch, context: RegistryPasswordContext): void {
  const [secret] = secretsOf(match);
  if (!secret) return;
  context.report({
    messageId: 'login',
    data: {
      command: match.name,
      source: secret.value.label,
      advice: 'Leave user name and password out: it then uses the session of Connect-AzAccount.',
    },
    range: match.script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
    fixes: scriptFixes(match.script, withoutPassword(match, ['-UserName'], secret.value)),
  });
}

function checkShown(match: RegistryMatch, context: RegistryPasswordContext): void {
  context.report({
    messageId: 'shownPassword',
    data: { command: match.name },
    range: match.script.rangeOf(match.nameRange),
  });
}

function checkAdminUser(match: RegistryMatch, context: RegistryPasswordContext): void {
  const [option] = match.options;
  if (!option) return;
  context.report({
    messageId: 'adminUser',
    data: { command: match.name },
    range: match.script.rangeOf(option.range),
    fixes: scriptFixes(match.script, adminUserOff(match, option)),
  });
}

function checkPull(match: RegistryMatch, context: RegistryPasswordContext): void {
  const [secret] = secretsOf(match);
  if (!secret) return;
  const server = serverOf(match);
  if (server === 'another') return;
  context.report({
    messageId: 'pull',
    data: { command: match.name, source: secret.value.label, advice: match.row.instead ?? '' },
    range: match.script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
    ...(server === 'azure' ? {} : { confidence: 'medium' }),
    fixes: scriptFixes(match.script, identityPull(match, secret)),
  });
}

function checkPullSecret(match: RegistryMatch, context: RegistryPasswordContext): void {
  const [secret] = secretsOf(match);
  if (!secret || serverOf(match) !== 'azure') return;
  context.report({
    messageId: 'pullSecret',
    data: { command: match.name, source: secret.value.label },
    range: match.script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
  });
}

/** Which registry a command names with its option. */
function serverOf({ row, script, command }: RegistryMatch): 'azure' | 'another' | 'unknown' {
  const [server] = row.server ? optionsOf(command, row.server) : [];
  if (server?.value === undefined) return 'unknown';
  const text = resolvedText(server.value, script, command);
  if (REGISTRY_HOST.test(text)) return 'azure';
  return /[$%]/.test(text) ? 'unknown' : 'another';
}
