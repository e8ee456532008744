import {
  AUTH_MODE,
  dataRole,
  NEEDS_BACKUP_INTENT,
  READING_COMMAND,
  type StorageCommandRow,
} from '../catalogue/storage-credentials.ts';
import { addBehind, replaceOptions, replacePart, type ScriptFix } from '../support/command-edits.ts';
import type { OptionSecret } from '../support/command-secrets.ts';
import { type CommandMatch, type OptionRow, optionsOf } from '../support/commands.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';

type Match = CommandMatch<StorageCommandRow>;

const ACCOUNT_NAME: OptionRow = { names: ['--account-name'] };
const ROTATE = 'rotate the keys of the storage account';

/**
 * `--auth-mode login` in the place of the first credential. Not possible where the account is named by the connection
 * string alone, or the credential is that of another account, which the blobs are copied from.
 */
export function loginMode(match: Match, secrets: readonly OptionSecret[]): ScriptFix | undefined {
  const { script, command, options } = match;
  if (options.some(({ flag }) => flag.text.startsWith('--source'))) return undefined;
  const isNamed = optionsOf(command, ACCOUNT_NAME).length > 0 || script.step?.variable('AZURE_STORAGE_ACCOUNT');
  const usesConnectionString = options.some(({ flag }) => flag.text.startsWith('--connection-string'));
  if (usesConnectionString && !isNamed) return undefined;
  const group = match.words[2] ?? '';
  const text = NEEDS_BACKUP_INTENT.has(group)
    ? '--auth-mode login --enable-file-backup-request-intent'
    : '--auth-mode login';
  const modes = optionsOf(command, AUTH_MODE);
  const old = [...options, ...modes.filter((mode) => !options.some(({ flag }) => flag === mode.flag))].sort(
    (a, b) => a.range.start - b.range.start,
  );
  return {
    title: `Use --auth-mode login${secrets.length > 0 ? ` instead of ${nameOf(secrets)}` : ''}`,
    edits: old.length > 0 ? replaceOptions(script, old, text) : [addBehind(script, match.nameRange, text)],
    followUps: [
      ...sessionFollowUps(script.step),
      roleFollowUp(group, match.name),
      ...(secrets.length > 0 ? [retirementFollowUp(secretNames(secrets), ROTATE)] : []),
    ],
  };
}

/** `--as-user --auth-mode login`: signed with a key that Entra ID gives the identity for at most seven days. */
export function userDelegation(match: Match): ScriptFix | undefined {
  const { script, command } = match;
  const old = [
    ...optionsOf(command, { names: ['--account-key', '--connection-string', '--sas-token'] }),
    ...optionsOf(command, AUTH_MODE),
  ].sort((a, b) => a.range.start - b.range.start);
  const isNamed = optionsOf(command, ACCOUNT_NAME).length > 0 || script.step?.variable('AZURE_STORAGE_ACCOUNT');
  // A stored access policy works with a key only.
  if (!isNamed || optionsOf(command, { names: ['--policy-name'] }).length > 0) return undefined;
  const text = '--as-user --auth-mode login';
  return {
    title: 'Sign the SAS as the identity: --as-user --auth-mode login',
    edits: old.length > 0 ? replaceOptions(script, old, text) : [addBehind(script, match.nameRange, text)],
    followUps: [
      ...sessionFollowUps(script.step),
      'Give the identity that signs in the role Storage Blob Data Contributor on the container, and Storage Blob Delegator on the account.',
      'Check that `--expiry` is no more than seven days away: a SAS that an identity signs ends then.',
    ],
  };
}

/** `--allow-shared-key-access false`. */
export function noSharedKeys(match: Match): ScriptFix {
  const { script, command } = match;
  const [old] = optionsOf(command, { names: ['--allow-shared-key-access'] });
  const text = '--allow-shared-key-access false';
  return {
    title: 'Switch access with account keys off',
    edits: [old ? replacePart(script, old.range, text) : addBehind(script, match.nameRange, text)],
    followUps: [
      'Make sure that all that uses the account signs in with an identity: keys, and every SAS that was signed with one, stop working.',
    ],
  };
}

/** `-UseConnectedAccount` in the place of the key. The name of the account must stand beside it. */
export function connectedAccount(match: Match, secrets: readonly OptionSecret[]): ScriptFix | undefined {
  const { script, command, options } = match;
  if (optionsOf(command, { names: ['-StorageAccountName'] }).length === 0) return undefined;
  return {
    title: `Use -UseConnectedAccount instead of ${nameOf(secrets)}`,
    edits: replaceOptions(script, options, '-UseConnectedAccount'),
    followUps: [
      'Make sure that Az PowerShell is signed in before: azure/login with `enable-AzPSSession: true`, an AzurePowerShell task, or Connect-AzAccount -Identity.',
      'Give the identity that signs in the role Storage Blob Data Contributor (or the one for queues, tables or files) on the storage account.',
      retirementFollowUp(secretNames(secrets), ROTATE),
    ],
  };
}

export function roleFollowUp(group: string, command: string): string {
  const role = dataRole(group);
  const isReading = READING_COMMAND.test(command.split(' ').at(-1) ?? '');
  return isReading
    ? `Give the identity that signs in the role ${role} Reader on the storage account.`
    : `Give the identity that signs in the role ${role} Contributor on the storage account, or better on the part of it that is used.`;
}

function nameOf(secrets: readonly OptionSecret[]): string {
  return secrets[0]?.option.flag.text.replace(/[=:].*$/s, '') ?? 'the key';
}

function secretNames(secrets: readonly OptionSecret[]): readonly string[] {
  return [...new Set(secrets.flatMap(({ value }) => value.secretNames))];
}
