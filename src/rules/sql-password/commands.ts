import type { Script } from '../../model/script.ts';
import { DATABASE_HOST, SQL_COMMANDS, type SqlCommandRow } from '../catalogue/sql-credentials.ts';
import type { Confidence } from '../finding.ts';
import { scriptFixes } from '../support/command-edits.ts';
import { isReported, secretsOf, severityOfValue } from '../support/command-secrets.ts';
import { resolvedText, type ScriptValue, scriptValue, valueOfVariable } from '../support/command-values.ts';
import { type CommandMatch, CommandTable, mentions, optionsOf } from '../support/commands.ts';
import { accessToken, cliLogin, cmdletToken } from './command-fixes.ts';
import { type SqlPasswordContext, TOKEN_ADVICE } from './messages.ts';

export type SqlMatch = CommandMatch<SqlCommandRow>;

const commands = new CommandTable(SQL_COMMANDS);

export function checkCommands(script: Script, context: SqlPasswordContext): void {
  for (const match of commands.matches(script)) {
    if (match.row.is === 'server') checkServer(match, context);
    else if (match.row.is === 'postgres') checkPostgres(match, context);
    else checkPassword(match, context);
  }
}

const ADVICE: Readonly<Record<SqlCommandRow['is'], string>> = {
  sqlcmd: 'Sign in with the session of the Azure CLI: `--authentication-method ActiveDirectoryAzCli` of go-sqlcmd.',
  bcp: 'Sign in with Entra ID: `-G`, with the token of `az account get-access-token --resource https://database.windows.net` in a file that `-P` names.',
  sqlpackage:
    'Hand over a token: `/AccessToken:$(az account get-access-token --resource https://database.windows.net --query accessToken --output tsv)`.',
  'invoke-sqlcmd':
    'Hand over a token: `-AccessToken (az account get-access-token --resource https://database.windows.net --query accessToken --output tsv)`.',
  mysql: TOKEN_ADVICE,
  postgres: TOKEN_ADVICE,
  az: 'Let a managed identity do it: `--auth-type ManagedIdentity` for a bacpac; for MySQL and PostgreSQL sign in with an Entra token.',
  server: '',
};

function checkPassword(match: SqlMatch, context: SqlPasswordContext): void {
  const { row, script } = match;
  const [secret] = secretsOf(match);
  const confidence = confidenceOf(match);
  if (!secret || confidence === undefined || isToken(secret.option.value ?? '', secret.value, script)) return;
  // `-p` of mysql without a value asks for one, and a file with a token is what bcp is to be given.
  const isTokenFile = row.is === 'bcp' && optionsOf(match.command, { names: ['-G'] }).length > 0;
  if (isTokenFile) return;
  context.report({
    messageId: 'command',
    data: { command: match.name, source: secret.value.label, advice: ADVICE[row.is] },
    range: script.rangeOf(secret.option.range),
    severity: severityOfValue(secret.value),
    confidence,
    fixes: scriptFixes(script, fixOf(match, secret.value)),
  });
}

function fixOf(match: SqlMatch, value: ScriptValue) {
  switch (match.row.is) {
    case 'sqlcmd':
      return cliLogin(match, value);
    case 'sqlpackage':
      return accessToken(match, value);
    case 'invoke-sqlcmd':
      return cmdletToken(match, value);
    default:
      return undefined;
  }
}

/** `PGPASSWORD` in front of the command or in the environment. */
function checkPostgres(match: SqlMatch, context: SqlPasswordContext): void {
  const { script, command } = match;
  const isAzure = command.words.some(({ text }) => DATABASE_HOST.test(resolvedText(text, script, command)));
  const host = script.step?.variable('PGHOST');
  if (!isAzure && !(host && DATABASE_HOST.test(host.value.raw))) return;
  const own = command.assignments.find(({ name }) => name === 'PGPASSWORD');
  const value = own
    ? scriptValue(own.value.text, own.value.range, script, command)
    : valueOfVariable('PGPASSWORD', script, command);
  const isKnown = own !== undefined || script.step?.variable('PGPASSWORD') !== undefined || value.state === 'literal';
  if (!isKnown || !isReported(value, own?.value.text ?? '') || isToken(own?.value.text ?? '', value, script)) return;
  context.report({
    messageId: 'command',
    data: { command: match.name, source: value.label, advice: TOKEN_ADVICE },
    range: script.rangeOf(own?.range ?? match.nameRange),
    severity: severityOfValue(value),
  });
}

function checkServer(match: SqlMatch, context: SqlPasswordContext): void {
  context.report({
    messageId: 'sqlAuthentication',
    data: { command: match.name },
    range: match.script.rangeOf(match.nameRange),
    severity: 'information',
  });
}

const TOKEN_COMMANDS = ['get-access-token', 'Get-AzAccessToken'];

/** A token of Entra ID stands where a password would. */
function isToken(text: string, { state }: ScriptValue, script: Script): boolean {
  return (
    /get-(?:az)?access-?token/i.test(text) ||
    (state === 'computed' && TOKEN_COMMANDS.some((command) => mentions(script, command)))
  );
}

/**
 * Whether the server is one of Azure: seen, or at least possible. Undefined for containers and machines of one's own,
 * and where the user is `sa`, which Azure does not allow.
 */
function confidenceOf({ row, script, command }: SqlMatch): Confidence | undefined {
  if (row.is === 'az') return 'high';
  const [user] = row.user ? optionsOf(command, row.user) : [];
  if (user?.value !== undefined && /^sa$/i.test(resolvedText(user.value, script, command))) return undefined;
  const [server] = row.server ? optionsOf(command, row.server) : [];
  if (server?.value === undefined) return undefined;
  const host = resolvedText(server.value, script, command);
  if (DATABASE_HOST.test(host)) return 'high';
  // Variables people name after a container are as good as its name.
  return /[$%]/.test(host) && !/local|docker|container|test/i.test(host) ? 'medium' : undefined;
}
