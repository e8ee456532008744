import type { Script } from '../../model/script.ts';
import type { ScriptOption } from '../../syntax/script/index.ts';
import {
  knowsLoginMode,
  STORAGE_COMMANDS,
  type StorageCommandRow,
  type StorageCredential,
  USER_DELEGATION,
} from '../catalogue/storage-credentials.ts';
import { scriptFixes } from '../support/command-edits.ts';
import { type OptionSecret, secretsOf, severityOfValue } from '../support/command-secrets.ts';
import { type CommandMatch, CommandTable, mentions } from '../support/commands.ts';
import { checkAssignments } from './assignments.ts';
import { connectedAccount, loginMode, noSharedKeys, userDelegation } from './command-fixes.ts';
import { type StorageKeyContext, WHY, withArticle } from './messages.ts';
import { checkSasUrl } from './sas-url.ts';

export type StorageMatch = CommandMatch<StorageCommandRow>;

const commands = new CommandTable(STORAGE_COMMANDS);

export function checkScript(script: Script, context: StorageKeyContext): void {
  for (const match of commands.matches(script)) CHECKS[match.row.is](match, context);
  checkAssignments(script, context);
}

type Check = (match: StorageMatch, context: StorageKeyContext) => void;

const CHECKS: Readonly<Record<StorageCommandRow['is'], Check>> = {
  'uses-key': checkKey,
  'no-mode': checkMode,
  'lists-keys': checkListing,
  'signs-sas': checkSas,
  'allows-keys': checkAccount,
  'mounts-share': checkMount,
  'function-storage': checkFunctionApp,
  'context-with-key': checkContext,
  'reads-url': checkSasUrl,
};

/** `--account-key`, `--connection-string`, `--sas-token`, `--auth-mode key`. */
function checkKey(match: StorageMatch, context: StorageKeyContext): void {
  // Without a key beside it the mode says that the CLI is to fetch one.
  const mode = match.options.find(isMode);
  if (mode && match.options.every(isMode)) {
    context.report({
      messageId: 'commandNoMode',
      data: { command: match.name, said: 'is told to sign in with a key' },
      range: match.script.rangeOf(mode.range),
      fixes: scriptFixes(match.script, loginMode(match, [])),
    });
    return;
  }
  const secrets = secretsOf(match).filter(({ option }) => !isMode(option));
  const knowsMode = knowsLoginMode(subcommands(match));
  reportSecret('commandKey', match, secrets, context, {
    advice: knowsMode
      ? 'Sign in with the session of the Azure CLI instead: `--auth-mode login`.'
      : 'This command knows no `--auth-mode login`. Use a command that signs in to Azure Resource Manager, such as `az storage container-rm` and `az storage share-rm`, or describe it in Bicep or Terraform.',
    fixes: scriptFixes(match.script, knowsMode ? loginMode(match, secrets) : undefined),
  });
}

/** Neither a key nor a mode: the CLI then lists the keys and takes the first one. */
function checkMode(match: StorageMatch, context: StorageKeyContext): void {
  const { script, command } = match;
  const words = subcommands(match);
  if (/^(?:generate-sas|url)$/.test(words.at(-1) ?? '') || !knowsLoginMode(words)) return;
  if (command.words.some(({ text }) => text.startsWith('@') || /^--(?:blob|file|dfs)-url$/.test(text))) return;
  const isDecided = (name: string) => script.step?.variable(name) !== undefined || mentions(script, name);
  if (DECIDING_VARIABLES.some(isDecided)) return;
  context.report({
    messageId: 'commandNoMode',
    data: { command: match.name, said: 'says nothing about how to sign in' },
    range: script.rangeOf(match.nameRange),
    severity: 'information',
    fixes: scriptFixes(script, loginMode(match, [])),
  });
}

const DECIDING_VARIABLES = [
  'AZURE_STORAGE_AUTH_MODE',
  'AZURE_STORAGE_KEY',
  'AZURE_STORAGE_CONNECTION_STRING',
  'AZURE_STORAGE_SAS_TOKEN',
];

function checkListing(match: StorageMatch, context: StorageKeyContext): void {
  const command = match.name.toLowerCase();
  const credential = /connection-string/.test(command)
    ? 'a connection string'
    : /sas/.test(command)
      ? 'a SAS token'
      : 'the keys';
  context.report({
    messageId: 'listedKey',
    data: { command: match.name, credential },
    range: match.script.rangeOf(match.nameRange),
    // Whoever rotates keys need not use them.
    ...(/renew/.test(command) ? { severity: 'information' } : {}),
  });
}

function checkSas(match: StorageMatch, context: StorageKeyContext): void {
  const group = match.words[2] ?? '';
  const isPossible = USER_DELEGATION.has(group);
  context.report({
    messageId: 'signedSas',
    data: {
      command: match.name,
      advice: isPossible
        ? 'Sign it with an identity instead: `--as-user --auth-mode login`, for up to seven days.'
        : 'Let what needs the data sign in with an identity of its own and remove this.',
    },
    range: match.script.rangeOf(match.nameRange),
    fixes: scriptFixes(match.script, isPossible ? userDelegation(match) : undefined),
  });
}

function checkAccount(match: StorageMatch, context: StorageKeyContext): void {
  context.report({
    messageId: 'allowedKeys',
    data: { command: match.name },
    range: match.script.rangeOf(match.nameRange),
    severity: 'information',
    fixes: scriptFixes(match.script, noSharedKeys(match)),
  });
}

function checkMount(match: StorageMatch, context: StorageKeyContext): void {
  reportSecret('mountKey', match, secretsOf(match), context);
}

function checkFunctionApp(match: StorageMatch, context: StorageKeyContext): void {
  context.report({
    messageId: 'functionStorage',
    data: { command: match.name },
    range: match.script.rangeOf(match.nameRange),
    severity: 'information',
  });
}

function checkContext(match: StorageMatch, context: StorageKeyContext): void {
  const secrets = secretsOf(match);
  reportSecret('commandKey', match, secrets, context, {
    advice: 'Use the session of Connect-AzAccount instead: `-UseConnectedAccount`.',
    fixes: scriptFixes(match.script, connectedAccount(match, secrets)),
  });
}

/** One finding for a command, at the first secret it is given: one edit takes all of them away. */
function reportSecret(
  messageId: 'commandKey' | 'mountKey',
  match: StorageMatch,
  secrets: readonly OptionSecret[],
  context: StorageKeyContext,
  { advice = '', fixes = [] }: { readonly advice?: string; readonly fixes?: ReturnType<typeof scriptFixes> } = {},
): void {
  const [first] = secrets;
  if (!first) return;
  const credential = credentialOf(first.option);
  // What an identity signed a moment ago ends by itself; what a key signed is reported where that is done.
  if (credential === 'SAS token' && first.value.state === 'computed') return;
  context.report({
    messageId,
    data: {
      command: match.name,
      credential: withArticle(credential),
      source: first.value.label,
      why: WHY[credential],
      advice,
    },
    range: match.script.rangeOf(first.option.range),
    severity: severityOfValue(first.value),
    fixes,
  });
}

function credentialOf({ flag }: ScriptOption): StorageCredential {
  const text = flag.text.toLowerCase();
  if (/sas/.test(text)) return 'SAS token';
  return /connection/.test(text) ? 'connection string' : 'account key';
}

function isMode({ flag }: ScriptOption): boolean {
  return flag.text.startsWith('--auth-mode');
}

/** The words behind `az storage`. */
export function subcommands({ name }: StorageMatch): readonly string[] {
  return name.toLowerCase().split(' ').slice(2);
}
