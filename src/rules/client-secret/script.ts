import type { Script } from '../../model/script.ts';
import { containsRange, type Range } from '../../text/range.ts';
import { HTTP_COMMANDS, type SignInRow, STORE_COMMANDS, TOKEN_ENDPOINT } from '../catalogue/sign-in-commands.ts';
import {
  CREDENTIAL_INPUT_NAME,
  type EnvironmentCredentialKind,
  environmentCredential,
} from '../catalogue/workflow-credentials.ts';
import type { Severity } from '../finding.ts';
import { severityOfValue } from '../support/command-secrets.ts';
import { resolvedText, type ScriptValue } from '../support/command-values.ts';
import { CommandTable } from '../support/commands.ts';
import { keylessCommand } from '../support/keyless-command.ts';
import {
  type CredentialAssignment,
  credentialAssignmentsOf,
  type SignIn,
  signInsOf,
} from '../support/script-credentials.ts';
import { capitalized, withArticle } from '../support/words.ts';
import type { ClientSecretContext } from './messages.ts';

/** Scripts in any kind of file that sign in with, hand on, take apart or store the credential of an application. */
export function checkScript(script: Script, context: ClientSecretContext): void {
  const signIns = signInsOf(script);
  for (const signIn of signIns) reportSignIn(script, signIn, signIns.length <= MOST_FIXED, context);
  const assignments = credentialAssignmentsOf(script);
  checkAssignments(script, assignments, context);
  checkTokenRequests(script, context);
  const reported = [...assignments, ...signIns.flatMap(({ options }) => options)].map(({ range }) => range);
  checkUnpacking(script, reported, context);
  checkStoring(script, context);
}

/** A script with more logins than this was made by a program: each fix looks at the whole job. */
const MOST_FIXED = 50;

function reportSignIn(script: Script, signIn: SignIn, isFixed: boolean, context: ClientSecretContext): void {
  const { match, options, value } = signIn;
  if (isOthers(value, script, options[0]?.value ?? '')) return;
  context.report({
    messageId: 'commandSecret',
    data: {
      command: match.name,
      does: match.row.does ?? 'signs in',
      credential: withArticle(match.row.credential),
      theKind: capitalized(withArticle(match.row.credential)),
      source: value.label,
      advice: match.row.advice ?? adviceFor(match.row, script),
    },
    range: options[0] ? script.rangeOf(options[0].range) : match.range,
    severity: severityFor(match.row.credential, value),
    fixes: isFixed ? keylessCommand(script, signIn, context) : [],
  });
}

/** Text in the file is hardcoded-credential's to report, and so is what service connections hand to scripts another's. */
function isOthers({ state, label }: ScriptValue, script: Script, text: string): boolean {
  if (state === 'literal' && label === 'text in the file') return true;
  if (script.document.kind !== 'azure-pipelines') return false;
  return /servicePrincipalKey/i.test(state === 'computed' ? script.body.raw : text + label);
}

function severityFor(credential: EnvironmentCredentialKind, value: ScriptValue): Severity {
  return credential === 'client certificate' ? 'information' : severityOfValue(value);
}

/** The way out of a command that depends on where it runs. */
function adviceFor({ keyless, command }: SignInRow, script: Script): string {
  if (keyless === 'azd') {
    return 'Use `--federated-credential-provider` (`github`, `azure-pipelines`) with `--client-id` and `--tenant-id`.';
  }
  const isPowerShell = /^connect-/i.test(command);
  switch (script.document.kind) {
    case 'github-workflow':
    case 'github-action':
      return isPowerShell
        ? 'Log in with azure/login, OIDC and `enable-AzPSSession: true` in a step before, and remove this.'
        : 'Log in with azure/login and OIDC in a step before, and remove this.';
    case 'azure-pipelines':
      return `Run this in an ${isPowerShell ? 'AzurePowerShell' : 'AzureCLI'} task whose service connection uses workload identity federation: there the session is open already.`;
    case 'gitlab-ci':
      return isPowerShell
        ? 'Give the job `id_tokens` and sign in with `-FederatedToken`.'
        : 'Give the job `id_tokens` and sign in with `--federated-token`.';
    case 'dockerfile':
      return 'An image needs no login while it is built: let what runs in it sign in with a managed identity.';
    case 'azd-project':
      return 'Use the session of whoever runs azd, and remove this.';
    default:
      return isPowerShell
        ? 'Sign in with a managed identity: `-Identity`.'
        : 'Sign in with a managed identity: `--identity`.';
  }
}

function checkAssignments(
  script: Script,
  assignments: readonly CredentialAssignment[],
  context: ClientSecretContext,
): void {
  for (const { name, row, value, range } of assignments) {
    if (isOthers(value, script, script.body.raw.slice(range.start, range.end))) continue;
    context.report({
      messageId: 'scriptVariable',
      data: { name, credential: row.credential, reader: row.reader, source: value.label },
      range: script.rangeOf(range),
      severity: severityFor(row.credential, value),
    });
  }
}

const httpTable = new CommandTable(HTTP_COMMANDS);

/** The client credentials grant by hand: `curl -d client_secret=... https://login.microsoftonline.com/.../token`. */
function checkTokenRequests(script: Script, context: ClientSecretContext): void {
  const { raw } = script.body;
  if (!/client_secret/i.test(raw) || !/oauth2/i.test(raw)) return;
  for (const match of httpTable.matches(script)) {
    const { command } = match;
    const isForToken = command.words.some(({ text }) => TOKEN_ENDPOINT.test(resolvedText(text, script, command)));
    if (!isForToken) continue;
    const secret = command.words.find(({ text }) => /(?:^|&)client_secret=/i.test(text));
    // PowerShell's body is a variable or a hash table in front.
    if (!secret && script.dialect !== 'powershell' && !/\$\w+/.test(command.words.map(({ text }) => text).join(' ')))
      continue;
    context.report({
      messageId: 'tokenRequest',
      data: { command: match.name },
      range: script.rangeOf(secret?.range ?? match.nameRange),
    });
  }
}

/** `.clientSecret` of the JSON that `az ad sp create-for-rbac` once made. */
function checkUnpacking(script: Script, reported: readonly Range[], context: ClientSecretContext): void {
  const { raw, expressions } = script.body;
  for (const { text, range } of expressions) {
    if (/\bfromJSON\s{0,9}\([^()]{0,200}\)\s{0,9}\.\s{0,9}clientSecret\b/i.test(text)) report(range);
  }
  if (!/\bjq\b|ConvertFrom-Json/i.test(raw) || /create-for-rbac/.test(raw)) return;
  for (const command of script.commands) {
    const word = command.words.find(({ text }) => /^["']?\.clientSecret\b|\w\.clientSecret$/.test(text));
    // Where it goes straight into a variable or an option that is reported.
    if (!word || reported.some((range) => containsRange(range, word.range))) continue;
    report(script.rangeOf(word.range));
  }
  function report(range: { readonly start: number; readonly end: number }): void {
    context.report({ messageId: 'unpackedSecret', range });
  }
}

const storeTable = new CommandTable(STORE_COMMANDS);

/** A script that makes the credential a secret of the CI system: it lives on there. */
function checkStoring(script: Script, context: ClientSecretContext): void {
  for (const match of storeTable.matches(script)) {
    const word = match.command.words.find(({ text }, index) => index > 0 && isCredentialName(text));
    if (!word) continue;
    context.report({
      messageId: 'storedSecret',
      data: { command: match.name, name: word.text },
      range: script.rangeOf(word.range),
    });
  }
}

function isCredentialName(text: string): boolean {
  return (
    environmentCredential(text) !== undefined ||
    (/_/.test(text) && CREDENTIAL_INPUT_NAME.test(text)) ||
    /^\w*(?:AZURE|ARM)\w*CREDENTIALS$/.test(text)
  );
}
