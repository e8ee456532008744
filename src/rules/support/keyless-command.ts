import { addIdToken } from '../../model/pipeline/gitlab/id-token.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import type { ScriptOption } from '../../syntax/script/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { KeylessCommand } from '../catalogue/sign-in-commands.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { mayAskForToken } from './callers.ts';
import { removePart, replaceOptions, scriptFixes } from './command-edits.ts';
import { variableName } from './command-values.ts';
import { type CommandMatch, optionsOf } from './commands.ts';
import { allEdits } from './edits.ts';
import { deletionFollowUps, federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { azureLoginFix } from './replace-az-login.ts';
import type { SignIn } from './script-credentials.ts';
import { retirementFollowUp, sessionFollowUps } from './session-follow-ups.ts';

export type FixContext = Pick<RuleContext, 'document' | 'repository' | 'workspace'>;

interface Way {
  readonly title: string;
  readonly edits: readonly TextEdit[] | undefined;
  readonly followUps: readonly string[];
}

/** Lets a command sign in without its credential, where the tool has a way on this platform. */
export function keylessCommand(script: Script, signIn: SignIn, context: FixContext): readonly Fix[] {
  const { keyless } = signIn.match.row;
  const way = keyless && WAYS[keyless](signIn, context);
  if (!way?.edits) return [];
  return scriptFixes(script, { ...way, edits: [...way.edits, ...leftOver(signIn, way.edits)] });
}

/** The variable that handed the secret to the step, where nothing else reads it. */
function leftOver({ match: { script }, options }: SignIn, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { step, body } = script;
  const name = variableName(options[0]?.value ?? '', script);
  const entry = name === undefined ? undefined : step?.env.find((candidate) => candidate.name === name);
  if (!step || !entry || body.raw.split(entry.name).length !== 2) return [];
  const { start } = entry.range;
  if (edits.some(({ range }) => range.start <= start && range.end > start)) return [];
  return step.job.pipeline.editor.removeEntry(entry) ?? [];
}

const WAYS: Readonly<Record<KeylessCommand, (signIn: SignIn, context: FixContext) => Way | undefined>> = {
  'azure-cli': azureCli,
  azd,
  azcopy,
  kubelogin,
  m365,
  pac,
  backend,
};

/** What Azure wants to be called in a token. */
export const AUDIENCE = 'api://AzureADTokenExchange';

function azureCli(signIn: SignIn, context: FixContext): Way | undefined {
  const { script } = signIn.match;
  const job = script.step?.job;
  if (job?.pipeline.platform === 'github') return azureLoginFix(signIn, context);
  if (job?.pipeline.platform !== 'gitlab') return undefined;
  const token = idToken(job, 'GITLAB_OIDC_TOKEN');
  const [first] = signIn.options;
  if (!token || !first) return undefined;
  return {
    title: 'Sign in with an id token of the job',
    edits: allEdits(token.edits, replaceOptions(script, signIn.options, `--federated-token $${token.name}`)),
    followUps: federationFollowUps([job], context.repository, {
      newVariables: [],
      secretNames: secretsIn(signIn),
    }),
  };
}

/** A token of a GitLab job that Azure takes: one that it has, or a new one. */
export function idToken(
  job: Job,
  name: string,
): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const present = job.idTokens.find(({ audiences }) => audiences.length === 1 && audiences[0]?.raw.trim() === AUDIENCE);
  if (present) return { name: present.name, edits: [] };
  const edits = addIdToken(job, name, AUDIENCE);
  return edits && { name, edits };
}

/** The names of stored secrets, or of the variable, that the credential is read from. */
function secretsIn({ value, options, match }: SignIn): readonly string[] {
  if (value.secretNames.length > 0) return value.secretNames;
  const name = variableName(options[0]?.value ?? '', match.script);
  return name === undefined ? [] : [name];
}

/** The federation of a job that asks for a token itself. */
function ownToken(signIn: SignIn, context: FixContext) {
  const job = signIn.match.script.step?.job;
  if (job?.pipeline.platform !== 'github' || !mayAskForToken(job, context.workspace)) return undefined;
  return {
    edits: grantToken(job),
    followUps: federationFollowUps([job], context.repository, {
      newVariables: [],
      secretNames: signIn.value.secretNames,
    }),
  };
}

function azd(signIn: SignIn, context: FixContext): Way | undefined {
  const token = ownToken(signIn, context);
  if (!token) return undefined;
  const title = 'Log in with the token of the job';
  const edits = replaceOptions(signIn.match.script, signIn.options, '--federated-credential-provider github');
  return { title, edits: allEdits(edits, token.edits), followUps: token.followUps };
}

function pac(signIn: SignIn, context: FixContext): Way | undefined {
  const { script } = signIn.match;
  const title = 'Sign in with the token of the job';
  if (script.step?.job.pipeline.platform === 'azure-pipelines') {
    return {
      title,
      edits: replaceOptions(script, signIn.options, '--azureDevOpsFederated'),
      followUps: [
        'Run this with `SYSTEM_ACCESSTOKEN` in the environment, and trust the service connection with a federated credential on the application.',
        retirementFollowUp(signIn.value.secretNames, 'delete the client secret from the application'),
      ],
    };
  }
  const token = ownToken(signIn, context);
  if (!token) return undefined;
  const edits = replaceOptions(script, signIn.options, '--githubFederated');
  return { title, edits: allEdits(edits, token.edits), followUps: token.followUps };
}

function m365(signIn: SignIn, context: FixContext): Way | undefined {
  const { match } = signIn;
  const token = ownToken(signIn, context);
  if (!token) return undefined;
  const kind = named(match, ['--authType', '-t']);
  const rest = named(match, [
    '--secret',
    '--certificateFile',
    '--certificateBase64Encoded',
    '--thumbprint',
    '--password',
  ]);
  const edits = [...kind, ...rest];
  const title = 'Sign in with the token of the job';
  return {
    title,
    edits: allEdits(replaceOptions(match.script, edits, '--authType federatedIdentity'), token.edits),
    followUps: token.followUps,
  };
}

function azcopy(signIn: SignIn): Way | undefined {
  const { match } = signIn;
  const options = named(match, ['--service-principal', '--application-id', '--tenant-id', '--certificate-path']);
  return {
    title: 'Use the session of the Azure CLI',
    edits: replaceFlag(match, options, '--login-type=azcli'),
    followUps: [
      ...sessionFollowUps(match.script.step),
      'Give its identity the role Storage Blob Data Contributor (Reader to read) on the storage account.',
      retirementFollowUp(['AZCOPY_SPA_CLIENT_SECRET'], 'delete the client secret from the application'),
    ],
  };
}

function kubelogin(signIn: SignIn): Way | undefined {
  const { match } = signIn;
  const login = named(match, ['--login', '-l']);
  const rest = named(match, [
    '--client-id',
    '--client-secret',
    '--client-certificate',
    '--client-certificate-password',
    '--tenant-id',
    '-t',
    '--username',
    '--password',
  ]);
  return {
    title: 'Use the session of the Azure CLI',
    edits: replaceOptions(match.script, [...login, ...rest], '--login azurecli'),
    followUps: [
      ...sessionFollowUps(match.script.step),
      'Give its identity the role Azure Kubernetes Service Cluster User and the roles it needs in the cluster.',
      ...deletionFollowUps(signIn.value.secretNames),
    ],
  };
}

/** Settings of the state backend. */
function backend(signIn: SignIn, context: FixContext): Way | undefined {
  const { match } = signIn;
  const token = ownToken(signIn, context);
  if (!token) return undefined;
  const [first] = match.options;
  const flag = first?.flag.text.startsWith('--') ? '--backend-config' : '-backend-config';
  const settings = ['use_oidc=true', 'use_azuread_auth=true'].filter(
    (setting) => !match.script.body.raw.includes(setting),
  );
  const text = settings.map((setting) => `${flag}=${setting}`).join(' ');
  return {
    title: 'Open the state with the token of the job',
    edits: allEdits(
      text === ''
        ? match.options.map(({ range }) => removePart(match.script, range))
        : replaceOptions(match.script, match.options, text),
      token.edits,
    ),
    followUps: [
      ...token.followUps,
      'Give that identity the role Storage Blob Data Contributor on the container of the state.',
      'Run `terraform init -reconfigure` once where the backend is initialised already.',
    ],
  };
}

function named(match: CommandMatch, names: readonly string[]): readonly ScriptOption[] {
  return names.flatMap((name) => optionsOf(match.command, { names: [name] }));
}

/** Flags without a value take the next word for one: only the flag itself is theirs. */
function replaceFlag(match: CommandMatch, options: readonly ScriptOption[], text: string): readonly TextEdit[] {
  const own = options.map((option) =>
    option.flag.text === '--service-principal' ? { ...option, range: option.flag.range } : option,
  );
  return replaceOptions(match.script, own, text);
}
