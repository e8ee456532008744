import type { Script } from '../../model/script.ts';
import { isKeySetting, SERVICE_COMMANDS, type ServiceCommandRow } from '../catalogue/az-service-keys.ts';
import { addBehind, removePart, replaceOptions, type ScriptFix, scriptFixes } from '../support/command-edits.ts';
import { isReported, secretsOf, severityOfValue } from '../support/command-secrets.ts';
import { scriptValue } from '../support/command-values.ts';
import { type CommandMatch, CommandTable, optionsOf } from '../support/commands.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import { identityAdvice, type ServiceKeyContext } from './messages.ts';

type Match = CommandMatch<ServiceCommandRow>;
type Check = (match: Match, context: ServiceKeyContext) => void;

const commands = new CommandTable(SERVICE_COMMANDS);

export function checkScript(script: Script, context: ServiceKeyContext): void {
  for (const match of commands.matches(script)) CHECKS[match.row.is](match, context);
}

const CHECKS: Readonly<Record<ServiceCommandRow['is'], Check>> = {
  lists: checkListing,
  appconfig: checkAppConfiguration,
  'batch-login': checkBatchLogin,
  'uses-key': checkKey,
  'app-settings': checkAppSettings,
  'local-auth': checkLocalAuth,
};

function checkListing(match: Match, context: ServiceKeyContext): void {
  const { row, script } = match;
  context.report({
    messageId: 'listedKey',
    data: { command: match.name, service: row.service, advice: identityAdvice(row.role) },
    range: script.rangeOf(match.nameRange),
    // Whoever rotates keys need not use them.
    ...(/renew|regenerate|^new-/i.test(match.name) ? { severity: 'information' } : {}),
  });
}

function checkAppConfiguration(match: Match, context: ServiceKeyContext): void {
  const { row, script, options } = match;
  const advice = 'Use `--auth-mode login` with `--endpoint` or `--name`.';
  const fixes = scriptFixes(script, loginMode(match));
  const [secret] = secretsOf(match).filter(({ option }) => !option.flag.text.startsWith('--auth-mode'));
  if (secret) {
    context.report({
      messageId: 'command',
      data: { command: match.name, service: row.service, source: secret.value.label, advice },
      range: script.rangeOf(secret.option.range),
      severity: severityOfValue(secret.value),
      fixes,
    });
    return;
  }
  const mode = options.find(({ flag }) => flag.text.startsWith('--auth-mode'));
  if (!mode) return;
  context.report({
    messageId: 'keyMode',
    data: { command: match.name, service: row.service, advice },
    range: script.rangeOf(mode.range),
    fixes,
  });
}

/** The store must be named beside the connection string, or it is not known any more. */
function loginMode(match: Match): ScriptFix | undefined {
  const { script, command, row } = match;
  if (optionsOf(command, { names: ['--name', '-n', '--endpoint'] }).length === 0) return undefined;
  const secrets = secretsOf(match).flatMap(({ value }) => value.secretNames);
  const old = optionsOf(command, { names: ['--connection-string', '--auth-mode'] });
  return {
    title: 'Use --auth-mode login instead of a key',
    edits: replaceOptions(script, old, '--auth-mode login'),
    followUps: [
      ...sessionFollowUps(script.step),
      `Give the identity that signs in the role ${row.role}.`,
      retirementFollowUp(secrets, 'regenerate the keys of the store, or switch them off: `--disable-local-auth true`'),
    ],
  };
}

function checkBatchLogin(match: Match, context: ServiceKeyContext): void {
  const { row, script } = match;
  const [option] = match.options;
  if (!option) return;
  context.report({
    messageId: 'keyMode',
    data: { command: match.name, service: row.service, advice: 'Leave `--shared-key-auth` out.' },
    range: script.rangeOf(option.range),
    fixes: scriptFixes(script, {
      title: 'Sign in with the session of the Azure CLI instead of a key',
      edits: [removePart(script, option.flag.range)],
      followUps: [
        ...sessionFollowUps(script.step),
        `Give the identity that signs in the role ${row.role} on the account.`,
      ],
    }),
  });
}

function checkKey(match: Match, context: ServiceKeyContext): void {
  const [secret] = secretsOf(match);
  if (!secret) return;
  const { row, script } = match;
  const advice =
    row.service === 'Batch'
      ? 'Run `az batch account login` before and leave the key out.'
      : 'Send the logs with diagnostic settings of the resource in its place: they need no key.';
  context.report({
    messageId: 'command',
    data: { command: match.name, service: row.service, source: secret.value.label, advice },
    range: script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
  });
}

const SETTING = /^([A-Za-z_][\w:.-]*)=(.+)$/s;
const KEY_IN_VALUE = /AccountKey=|SharedAccessKey=/i;

/** `--settings NAME=value ...`: those that hold a key by name or by value. */
function checkAppSettings(match: Match, context: ServiceKeyContext): void {
  const { script, command } = match;
  for (const word of command.words) {
    const [, name = '', text = ''] = SETTING.exec(word.text) ?? [];
    const isKey = KEY_IN_VALUE.test(text);
    if (name === '' || !(isKey || isKeySetting(name))) continue;
    const value = scriptValue(text, word.range, script, command);
    const isPutIn = value.state !== 'literal' || value.label !== 'text in the file';
    if (!isPutIn || !isReported(value, text) || /@Microsoft\.KeyVault|\/secrets\//i.test(text)) continue;
    context.report({
      messageId: 'setting',
      data: { command: `\`${match.name}\``, name, source: value.label },
      range: script.rangeOf(word.range),
      severity: isKey ? severityOfValue(value) : 'information',
      confidence: isKey ? 'high' : 'medium',
    });
  }
}

function checkLocalAuth(match: Match, context: ServiceKeyContext): void {
  const { row, script } = match;
  context.report({
    messageId: 'localAuth',
    data: { command: match.name, service: row.service },
    range: script.rangeOf(match.nameRange),
    severity: 'information',
    fixes: scriptFixes(script, {
      title: 'Switch keys off',
      edits: [addBehind(script, match.nameRange, '--disable-local-auth true')],
      followUps: ['Make sure that all that uses the service signs in with an identity: keys let nobody in any more.'],
    }),
  });
}
