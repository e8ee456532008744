import type { SqlCommandRow } from '../catalogue/sql-credentials.ts';
import { replaceOptions, type ScriptFix } from '../support/command-edits.ts';
import type { ScriptValue } from '../support/command-values.ts';
import { type CommandMatch, optionsOf } from '../support/commands.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';

type Match = CommandMatch<SqlCommandRow>;

export const RETIRE = 'remove the login from the server, and allow Entra ID alone: `az sql server ad-only-auth enable`';
export const CREATE_USER =
  'Let the identity that signs in into the database: `CREATE USER [<name>] FROM EXTERNAL PROVIDER`, and add it to the roles it needs.';

const TOKEN = 'az account get-access-token --resource https://database.windows.net --query accessToken --output tsv';

/** go-sqlcmd takes the session of the Azure CLI. */
export function cliLogin(match: Match, value: ScriptValue): ScriptFix {
  return {
    title: 'Sign in with the session of the Azure CLI instead of a password',
    edits: inPlaceOfPassword(match, '--authentication-method ActiveDirectoryAzCli'),
    followUps: [
      'Make sure that this `sqlcmd` is go-sqlcmd: the one that comes with the ODBC driver does not know the option.',
      ...followUps(match, value),
    ],
  };
}

/** SqlPackage takes a token; `/UniversalAuthentication` would ask a person. Not in cmd, which has no substitution. */
export function accessToken(match: Match, value: ScriptValue): ScriptFix | undefined {
  if (match.script.dialect === 'cmd') return undefined;
  return {
    title: 'Sign in with an access token instead of a password',
    edits: inPlaceOfPassword(match, `/AccessToken:$(${TOKEN})`),
    followUps: followUps(match, value),
  };
}

export function cmdletToken(match: Match, value: ScriptValue): ScriptFix {
  return {
    title: 'Sign in with an access token instead of a password',
    edits: inPlaceOfPassword(match, `-AccessToken (${TOKEN})`),
    followUps: followUps(match, value),
  };
}

function inPlaceOfPassword({ row, script, command, options }: Match, text: string) {
  const old = [...(row.user ? optionsOf(command, row.user) : []), ...options];
  return replaceOptions(
    script,
    [...old].sort((a, b) => a.range.start - b.range.start),
    text,
  );
}

function followUps({ script }: Match, value: ScriptValue): readonly string[] {
  return [...sessionFollowUps(script.step), CREATE_USER, retirementFollowUp(value.secretNames, RETIRE)];
}
