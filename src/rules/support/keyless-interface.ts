import { modelOf } from '../../model/model.ts';
import type { Entry, Job, Pipeline, PipelineInput, PipelineSecret, Step } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CURRENT_LOGIN } from '../catalogue/login-versions.ts';
import type { FileEdits, Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { azureLogin, ID_INPUTS } from './azure-login.ts';
import { callersOf, usersOf } from './callers.ts';
import { allEdits } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { type LoginIds, loginIds, variableIds } from './identity-names.ts';
import { isRetired, loginVersion } from './login-version.ts';
import { secretNamesIn } from './workflow-secret.ts';

type Context = Pick<RuleContext, 'repository' | 'workspace'>;

/** What a called workflow or action is passed: `secrets.X` or `inputs.x`, as it calls it. */
export interface PassedName {
  readonly kind: 'secrets' | 'inputs';
  readonly name: string;
}

/** The name that a value consists of alone: `${{ inputs.creds }}`. */
export function passedName(entry: Entry): PassedName | undefined {
  const [, kind, name] = /^\s*\$\{\{\s*(secrets|inputs)\.([\w-]+)\s*\}\}\s*$/.exec(entry.value.raw) ?? [];
  return name !== undefined && (kind === 'secrets' || kind === 'inputs') ? { kind, name } : undefined;
}

/**
 * One fix for a called workflow or composite action and everybody in this workspace who calls it: the called file takes
 * three ids in the place of the service principal's JSON, the callers pass them and grant `id-token: write`. Undefined
 * where the JSON is used for more than azure/login, or comes from further away.
 */
export function keylessInterface(called: Pipeline, passed: PassedName, context: Context): Fix | undefined {
  // As the file stands alone: a pipeline that was reached through a call knows what that call passes.
  const pipeline = modelOf(called.document, context.workspace).pipeline;
  const declared = pipeline && declarationOf(pipeline, passed);
  const logins = pipeline ? loginsWith(pipeline, passed) : [];
  if (!pipeline || !declared || logins.length === 0 || isUsedElsewhere(pipeline, passed, logins)) return undefined;
  const callers =
    pipeline.kind === 'composite-action'
      ? usersOf(pipeline, context.workspace).map((step) => callerStep(step, passed))
      : callersOf(pipeline, context.workspace).map((job) => callerJob(job, passed));
  const known = callers.filter((caller) => caller !== undefined);
  if (known.length === 0 || known.length < callers.length) return undefined;
  const calledEdits = editsInside(pipeline, declared, logins);
  if (!calledEdits) return undefined;
  return {
    title: `Pass ids to ${nameOf(pipeline)} instead of ${passed.name}, and log in with OIDC`,
    safety: 'needs-review',
    edits: byFile([{ uri: pipeline.document.uri, edits: calledEdits }, ...known]),
    followUps: followUps(pipeline, logins, known, context),
  };
}

function declarationOf(pipeline: Pipeline, { kind, name }: PassedName): PipelineInput | PipelineSecret | undefined {
  const list: readonly (PipelineInput | PipelineSecret)[] =
    kind === 'secrets'
      ? pipeline.declaredSecrets
      : pipeline.inputs.filter(({ event }) => event === 'workflow_call' || event === 'action');
  return list.find((declared) => declared.name.toLowerCase() === name.toLowerCase());
}

interface Login {
  readonly step: Step;
  readonly creds: Entry;
}

function loginsWith(pipeline: Pipeline, { kind, name }: PassedName): readonly Login[] {
  return pipeline.jobs
    .flatMap((job) => job.steps)
    .flatMap((step) => {
      const login = azureLogin(step);
      const used = login?.creds && passedName(login.creds);
      const isMeant = used?.kind === kind && used.name.toLowerCase() === name.toLowerCase();
      return login?.creds && isMeant && login.mode === 'secret' ? [{ step, creds: login.creds }] : [];
    });
}

function isUsedElsewhere({ document }: Pipeline, { kind, name }: PassedName, logins: readonly Login[]): boolean {
  const mentions = document.source.text.match(new RegExp(`\\b${kind}\\s*(?:\\.\\s*${name}\\b(?!-)|\\[)`, 'gi')) ?? [];
  return mentions.length !== new Set(logins.map(({ creds }) => creds.range.start)).size;
}

const DESCRIPTIONS = {
  'client-id': 'Client ID of the identity that logs in',
  'tenant-id': 'ID of its tenant',
  'subscription-id': 'ID of the subscription',
} as const;

function editsInside(
  { editor, kind }: Pipeline,
  declared: PipelineInput | PipelineSecret,
  logins: readonly Login[],
): readonly TextEdit[] | undefined {
  const ids = ID_INPUTS.map((name) => ({ name, value: `\${{ inputs.${name} }}` }));
  const inputs = ID_INPUTS.map((name) => ({ name, description: DESCRIPTIONS[name] }));
  const jobs = kind === 'workflow' ? new Set(logins.map(({ step }) => step.job)) : [];
  return allEdits(
    editor.replaceDeclaration(declared, inputs),
    ...logins.map(({ creds }) => editor.replaceEntries([creds], ids)),
    ...logins.map(({ step }) => upgrade(step)),
    ...[...jobs].map(grantToken),
  );
}

/** A pinned commit stays. */
function upgrade({ uses, job }: Step): readonly TextEdit[] | undefined {
  const known = uses && loginVersion(uses);
  return uses && known?.kind === 'tag' && isRetired(known.version)
    ? job.pipeline.editor.replaceUses(uses, CURRENT_LOGIN)
    : [];
}

interface Caller extends FileEdits {
  readonly job: Job;
  readonly secretNames: readonly string[];
  readonly newVariables: readonly string[];
}

function callerJob(job: Job, { kind, name }: PassedName): Caller | undefined {
  const { call } = job;
  if (!call) return undefined;
  const isInherited = kind === 'secrets' && call.secrets === 'inherit';
  const list = kind === 'inputs' ? call.with : call.secrets === 'inherit' ? [] : call.secrets;
  const entry = list.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!isInherited && (!entry || comesFromAfar(entry, job.pipeline))) return undefined;
  const ids = entry ? variableIds(entry.value) : idsNamed(name);
  const edits = ids && allEdits(job.pipeline.editor.passInputs(job, ids.entries, entry), grantToken(job));
  return edits && caller(job, edits, entry ? secretNamesIn(entry.value) : [name], ids);
}

function callerStep(step: Step, { name }: PassedName): Caller | undefined {
  const { job } = step;
  const entry = step.input(name);
  if (!entry || job.pipeline.kind === 'composite-action' || comesFromAfar(entry, job.pipeline)) return undefined;
  const ids = loginIds(step, entry);
  const edits = ids && allEdits(job.pipeline.editor.replaceEntries([entry], ids.entries), grantToken(job));
  return edits && caller(job, edits, secretNamesIn(entry.value), ids);
}

function caller(job: Job, edits: readonly TextEdit[], secretNames: readonly string[], ids: LoginIds): Caller {
  return { job, uri: job.pipeline.document.uri, edits, secretNames, newVariables: ids.newVariables };
}

/** The caller is passed it as well: its own callers would have to change. */
function comesFromAfar(entry: Entry, pipeline: Pipeline): boolean {
  const passed = passedName(entry);
  if (!passed || passed.kind === 'inputs') return true;
  return pipeline.declaredSecrets.some((declared) => declared.name.toLowerCase() === passed.name.toLowerCase());
}

/** What `secrets: inherit` passes has the name that the called workflow reads. */
function idsNamed(secret: string): LoginIds | undefined {
  const text = `secrets.${secret}`;
  return variableIds({
    raw: `\${{ ${text} }}`,
    range: { start: 0, end: 0 },
    patterns: [],
    expressions: [{ range: { start: 0, end: 0 }, text, references: [text.toLowerCase()] }],
    rangeOf: (start, end) => ({ start, end }),
  });
}

/** One list of edits a file; a grant that two steps of one job ask for is written once. */
function byFile(all: readonly FileEdits[]): readonly FileEdits[] {
  const files = new Map<string, Map<string, TextEdit>>();
  for (const { uri, edits } of all) {
    const known = files.get(uri) ?? new Map<string, TextEdit>();
    files.set(uri, known);
    for (const edit of edits) known.set(`${edit.range.start}-${edit.range.end}-${edit.newText}`, edit);
  }
  return [...files].map(([uri, edits]) => ({ uri, edits: [...edits.values()] }));
}

function followUps(
  pipeline: Pipeline,
  logins: readonly Login[],
  callers: readonly Caller[],
  context: Context,
): readonly string[] {
  const inEnvironment = logins.map(({ step }) => step.job).filter(({ environment }) => environment !== undefined);
  const jobs = inEnvironment.length > 0 ? inEnvironment : callers.map(({ job }) => job);
  return [
    `Pass the ids, and grant \`id-token: write\`, wherever other repositories use ${nameOf(pipeline)}.`,
    ...federationFollowUps(unique(jobs), context.repository, {
      newVariables: unique(callers.flatMap(({ newVariables }) => newVariables)),
      secretNames: unique(callers.flatMap(({ secretNames }) => secretNames)),
    }),
  ];
}

function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}

function nameOf({ document, kind }: Pipeline): string {
  const parts = document.path.split('/');
  return (kind === 'composite-action' ? parts.at(-2) : undefined) ?? parts.at(-1) ?? document.path;
}
